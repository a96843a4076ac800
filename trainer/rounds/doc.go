// Package rounds is learning from one's own mistakes, as DAgger does it (Ross, Gordon, Bagnell 2011, arXiv 1011.0686): a crew that
// can drive, learn and judge in, the table of its rounds and the best of them out. It knows no network and no road.
package rounds
