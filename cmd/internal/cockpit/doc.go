// Package cockpit is the window program without its window: what keys do, what is painted, what is remembered. A drive is a
// session; cmd/internal/view lays the dashboard and the cards over the painter's picture.
package cockpit
