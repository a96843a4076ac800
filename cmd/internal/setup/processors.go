package setup

import (
	"runtime"
	"sync"
)

// Processors is how many there are to be used, whatever KeepProcessors has made of it.
var Processors = sync.OnceValue(func() int { return runtime.GOMAXPROCS(0) })

// kept is who has asked KeepProcessors for how much.
var kept struct {
	sync.Mutex
	users int
}

// KeepProcessors gives the scheduler two processors more than there are jobs. A job in the network's C code for longer than
// 20 µs loses its processor to whoever waits, unless one is idle, and coming back then costs two switches of threads:
// without the spare ones two jobs on two cores make 1.6 times the drives of one, with them twice as many. What it returns
// takes them back, once nobody else has asked for any.
func KeepProcessors(jobs int) func() {
	kept.Lock()
	defer kept.Unlock()
	least := Processors()
	if jobs > 1 {
		least = max(least, jobs+2)
	}
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), least))
	kept.users++
	return func() {
		kept.Lock()
		defer kept.Unlock()
		if kept.users--; kept.users == 0 {
			runtime.GOMAXPROCS(Processors())
		}
	}
}
