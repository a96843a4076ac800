package setup

import "runtime"

// KeepProcessors gives the scheduler two processors more than there are jobs. A job in the network's C code for longer than
// 20 µs loses its processor to whoever waits, unless one is idle, and coming back then costs two switches of threads:
// without the spare ones two jobs on two cores make 1.6 times the drives of one, with them twice as many. What it returns
// takes them back.
func KeepProcessors(jobs int) func() {
	before := runtime.GOMAXPROCS(0)
	if jobs > 1 {
		runtime.GOMAXPROCS(max(before, jobs+2))
	}
	return func() { runtime.GOMAXPROCS(before) }
}
