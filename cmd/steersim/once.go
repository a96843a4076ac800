package main

import (
	"errors"
	"flag"
)

// once is a flag that holds one value, and is not given twice. Flags that add up are values of our own, which are no flag.Getter.
type once struct {
	flag.Getter
	given bool
}

// Set is of flag.Value.
func (o *once) Set(text string) error {
	if o.given {
		return errors.New("it is given twice, want it once")
	}
	o.given = true
	return o.Getter.Set(text)
}

// IsBoolFlag is of the flag package: such a flag needs no value.
func (o *once) IsBoolFlag() bool {
	b, ok := o.Getter.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// onlyOnce makes every flag that holds one value a once, until what it returns is called.
func onlyOnce(fs *flag.FlagSet) (undo func()) {
	fs.VisitAll(func(f *flag.Flag) {
		if v, ok := f.Value.(flag.Getter); ok {
			f.Value = &once{Getter: v}
		}
	})
	return func() {
		fs.VisitAll(func(f *flag.Flag) {
			if o, ok := f.Value.(*once); ok {
				f.Value = o.Getter
			}
		})
	}
}
