// Package udacity keeps a log as the Udacity simulator does: drives and records in, a folder with driving_log.csv and IMG
// out, and back.
//
//	IMG/center_2000_01_01_00_00_00_000.jpg,IMG/left_….jpg,IMG/right_….jpg,-0.25,0,0,22.369364
//
// A row has no header above it and seven fields: three pictures, steering, throttle, brake, speed. Source:
// CarController.cs of udacity/self-driving-car-sim, and the course's sample set, which does have a header.
//
//	steering   of the lock, -1 to 1, positive to the RIGHT; here from the label, and beyond 1 if the label is
//	speed      mph, never negative
//	pictures   camera_YYYY_MM_DD_HH_mm_ss_fff.jpg: the names are the only clock
//
// The format does not know roads, scenes, seeds, who drove and the simulator's truth: they are lost. Throttle and brake
// are not in a Record: they are written as 0. Numbers are of 32 bits, times of milliseconds since the drive's first record.
// A drive without records does not come back, and one with a hole of more than a second comes back as two.
//
// The writer has no clock: stamps begin with the year 2000 and go on in simulated time, so the same drives give the same
// bytes. No two records share a stamp. A row is written when its pictures are, and goes to the operating system at once:
// a killed recorder leaves a log that says all but its last record. (A power failure may take pictures of the last seconds
// with it; the reader leaves their rows out.) A write error, such as a full disk, takes back what is not whole.
// A record without a side camera's picture has an empty field there, at which scripts that want three cameras will stop;
// one without the centre picture is refused.
//
// The reader takes logs of the simulator, the sample set and scripts: with and without a header or a byte order mark,
// lines that end in CR LF, spaces behind commas, tabs for commas. A picture is looked for where its path says, below the
// log's folder, and then by its name in IMG, since logs move; nothing outside of the folder is read. Time comes from the
// centre pictures' names; without stamps it is assumed, which Log.Untimed counts. A drive ends where time goes back or
// leaps by more than a second. Bad pictures are often deleted by hand: a row whose centre picture is missing is left out,
// which Log.LeftOut counts, and one without a side picture has none. What is cut off at the end is left out, and Log.Cut
// says so. Anything else that is wrong is an error that names line and field, decimal commas among them: nobody should
// train on part of a log unknowingly.
package udacity
