package emit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Applying a plan is a transaction in three steps:
//
//  1. New content is written into temporary files beside the real ones. What
//     can go wrong mostly goes wrong here, where nothing has changed yet.
//  2. File by file, a second name is given to the old file, and the new one
//     takes its place by a rename. If that fails, all files so far get their old
//     content back, again by renames.
//  3. The second names are removed.
//
// At each moment each file is whole, the old one or the new one. A run that is
// killed leaves temporary files, which the next one removes.

// Names of temporary files: .ws_channels.gen.go.123.new. The go command passes
// over files whose names begin with a dot.
const (
	newSuffix = ".new" // content that is still to take its place
	oldSuffix = ".old" // the second name of an old file
)

// isTemporary reports whether name is that of a temporary file beside the file
// with the given base name.
func isTemporary(name, base string) bool {
	rest, ok := strings.CutPrefix(name, "."+base+".")
	return ok && (strings.HasSuffix(rest, newSuffix) || strings.HasSuffix(rest, oldSuffix))
}

// temporary returns the path of a temporary file of this process.
func temporary(path, suffix string) string {
	dir, base := filepath.Split(path)
	return filepath.Join(dir, fmt.Sprintf(".%s.%d%s", base, os.Getpid(), suffix))
}

// rename is os.Rename; tests make it fail.
var rename = os.Rename

// Apply makes the changes of the plan, all or none.
func (p *Plan) Apply() error {
	for _, path := range p.stale {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	t := &transaction{}
	err := t.run(slices.Concat(p.Write, p.Remove))
	if err != nil {
		err = errors.Join(err, t.rollback())
	}
	return errors.Join(err, t.cleanUp())
}

// A transaction remembers how to undo what has been done.
type transaction struct {
	done      []Change
	leftovers []string // temporary files that may exist
}

func (t *transaction) run(changes []Change) error {
	for _, c := range changes {
		if c.New == nil {
			continue
		}
		path := temporary(c.Path, newSuffix)
		t.leftovers = append(t.leftovers, path)
		if err := os.WriteFile(path, c.New, mode(c.Path)); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if err := t.replace(c); err != nil {
			return err
		}
		t.done = append(t.done, c)
	}
	return nil
}

// mode returns the permissions of a file, those of a new one if there is none.
func mode(path string) fs.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o666 // before umask
}

// replace puts the new content of a file in its place, or removes the file.
func (t *transaction) replace(c Change) error {
	backup := temporary(c.Path, oldSuffix)
	t.leftovers = append(t.leftovers, backup)
	switch {
	case c.New == nil:
		return rename(c.Path, backup)
	case c.Old != nil:
		if err := secondName(c.Path, backup); err != nil {
			return err
		}
	}
	return rename(temporary(c.Path, newSuffix), c.Path)
}

// secondName keeps the file at path under another name as well: by a link, or by
// a copy where the file system has no links.
func secondName(path, other string) error {
	if os.Link(path, other) == nil {
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(other, content, info.Mode().Perm()); err != nil {
		return err
	}
	return os.Chtimes(other, info.ModTime(), info.ModTime())
}

// rollback gives all files their old content, the last change first.
func (t *transaction) rollback() error {
	var errs []error
	for _, c := range slices.Backward(t.done) {
		if c.Old == nil {
			errs = append(errs, os.Remove(c.Path))
			continue
		}
		backup := temporary(c.Path, oldSuffix)
		if err := rename(backup, c.Path); err != nil {
			errs = append(errs, err)
			t.leftovers = slices.DeleteFunc(t.leftovers, func(path string) bool { return path == backup })
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("restoring the old files: %w", err)
	}
	return nil
}

// cleanUp removes the temporary files.
func (t *transaction) cleanUp() error {
	var errs []error
	for _, path := range t.leftovers {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
