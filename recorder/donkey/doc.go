// Package donkey keeps a log as a donkeycar tub of version 2: drives and records in, a folder of catalogs and images out, and back.
//
//	manifest.json             five lines of JSON: inputs, their types, metadata, sessions, and which catalogs there are
//	catalog_0.catalog         a record a line, a thousand of them; the next catalog goes on
//	catalog_0.catalog_manifest  the lengths of those lines in bytes, by which donkeycar seeks
//	images/0_cam_image_array_.jpg
//
// Source: tub_v2.py and datastore_v2.py of autorope/donkeycar 4 and 5.
//
//	user/angle   of the lock, -1 to 1, positive to the RIGHT; here from the label, and beyond 1 if the label is
//	pos/speed    m/s, which real cars mostly leave out, as they do enc/speed: then it is assumed, which Log.Speedless counts
//
// donkeycar knows one camera. The side cameras are further inputs here, cam/image_array_left and cam/image_array_right, which its
// own training passes over. It does not know roads, scenes, seeds and the simulator's truth: they are lost. Throttle is not in a
// Record: it is written as 0. Numbers keep their 64 bits, times are of milliseconds. A drive is a session.
//
// The writer has no clock: times begin with the year 2000 and go on in simulated time, so the same drives give the same bytes. A
// line is written when its pictures are, and goes to the operating system at once: a killed recorder leaves a tub that the reader
// here reads up to its last line, as donkeycar's does; its next index is then too small.
//
// The reader takes tubs of real cars: it skips what was deleted, and leaves out what it cannot use, as donkeycar does: broken lines,
// records without a picture or a usable angle. Log.LeftOut counts them and says what was wrong with the first. Catalog manifests
// are not read: whatever lengths they claim does no harm. Where most records are less than 8 ms apart their times are those of a
// conversion from version 1, and are not believed: Log.Untimed counts the records whose time is assumed. A drive ends with its session, where time goes back or leaps by more than
// a second, as over deleted records, and where a pilot takes over from the user or gives back. While a pilot steers, the label is
// pilot/angle, where it is there. What is cut off at the end is left out, and Log.Cut says so. A manifest that is damaged is an
// error that names line, value and wish.
package donkey
