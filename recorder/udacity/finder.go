package udacity

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"strings"
)

const pictureFolder = "IMG"

// finder finds the files that rows name. Nothing outside of the log's folder is looked at.
type finder struct {
	files   fs.FS
	folders map[string]map[string]string // of those listed so far: names, also in lower case, to names
}

func newFinder(files fs.FS) (*finder, error) {
	// An IMG that is not there has no pictures; one that may not be read is not the log's fault.
	if _, err := fs.ReadDir(files, pictureFolder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return &finder{files: files, folders: map[string]map[string]string{}}, nil
}

// find is the file below the folder that a path of some machine names: where the path says, or else by its name in IMG.
// It is empty if there is none.
func (f *finder) find(said string) string {
	said = path.Clean(strings.ReplaceAll(said, `\`, "/"))
	name := path.Base(said)
	for _, folder := range []string{path.Dir(said), pictureFolder} {
		if !fs.ValidPath(folder) {
			continue
		}
		names := f.list(folder)
		if file := cmp.Or(names[name], names[strings.ToLower(name)]); file != "" {
			return path.Join(folder, file)
		}
	}
	return ""
}

// list looks at a folder once. One that cannot be read has no pictures.
func (f *finder) list(folder string) map[string]string {
	if names, ok := f.folders[folder]; ok {
		return names
	}
	names := map[string]string{}
	entries, _ := fs.ReadDir(f.files, folder)
	for _, e := range entries {
		if info, err := e.Info(); err != nil || e.IsDir() || info.Size() == 0 {
			continue // a picture of no bytes is what a crash leaves
		}
		names[e.Name()] = e.Name() // also where another name stands in lower case
		if lower := strings.ToLower(e.Name()); names[lower] == "" {
			names[lower] = e.Name()
		}
	}
	f.folders[folder] = names
	return names
}
