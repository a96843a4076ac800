package recorder

import "fmt"

// Copy writes all that d holds to w, which it leaves open. This is how a log changes its format.
func Copy(w Writer, d Dataset) error {
	drives, begun := d.Drives(), 0
	begin := func(upTo int) error {
		for ; begun <= upTo && begun < len(drives); begun++ {
			if err := w.Begin(drives[begun]); err != nil {
				return fmt.Errorf("drive %d: %w", begun, err)
			}
		}
		return nil
	}
	var r Record
	for i := range d.Len() {
		r.Info = d.Info(i)
		if err := begin(r.Drive); err != nil {
			return err
		}
		for v := range Views {
			r.JPEG[v] = r.JPEG[v][:0]
			if !r.Has[v] {
				continue
			}
			var err error
			if r.JPEG[v], err = d.JPEG(i, v, r.JPEG[v]); err != nil {
				return fmt.Errorf("record %d: %w", i, err)
			}
		}
		if err := w.Write(r); err != nil {
			return fmt.Errorf("record %d: %w", i, err)
		}
	}
	return begin(len(drives) - 1)
}
