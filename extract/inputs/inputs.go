// Package inputs remembers runs over Go packages that had nothing to say, and
// tells when a later one would have nothing to say either, because nothing has
// changed that it depends on:
//
//   - what it is asked to do, and the program that does it;
//   - which packages there are, of which files they and all that they import
//     consist under the build tags and the environment of today, and the Go
//     version: all this is what go list and go env answer;
//   - the files in the directories of packages, whether or not the go command
//     would compile them, with go.mod and its like: by their content. Those of
//     the standard library and of the module cache, which nobody edits, by their
//     sizes and times, as the go command itself does when it indexes them.
//
// Only what is wholly known is remembered: not when the go command cannot find what
// a package imports, when a package has C in it or is found by anything but the go
// command, and not when a file was changed while the run may have looked at it. When
// in doubt, the work is done.
package inputs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// A Run is a run of a command over Go packages.
type Run struct {
	// Does is the command, and whatever else decides what it says about the same
	// packages: flags, and by its content or its commit what they are compared with.
	Does []string
	// Dir is the directory in which patterns are understood; empty means the
	// working directory.
	Dir string
	// Flags are flags of the go command, such as -tags=integration.
	Flags []string
	// Patterns name the packages; none means the one in Dir.
	Patterns []string
	// Tests tells that test files, and what they import, are looked at too.
	Tests bool
	// Began is when the run began, before it looked at anything.
	Began time.Time
	// Cache is the directory in which runs are remembered. If it is empty, none is.
	Cache string
}

// A record is what is remembered of a run. It has one file in the cache, which
// the next such run replaces.
type record struct {
	Facts  string `json:"facts"` // the digest of what is not in files
	Files  string `json:"files"` // the digest of what is
	Places places `json:"places"`
}

// Known reports whether nothing has changed since a run like this one that was
// remembered.
func (r *Run) Known(ctx context.Context) bool {
	var old record
	if err := r.load(&old); err != nil {
		return false
	}
	// Mostly a file has changed, and that is known long before the go command
	// has answered.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	facts := make(chan string, 1)
	go func() {
		a, err := r.ask(ctx)
		if err != nil {
			facts <- ""
			return
		}
		facts <- a.digest()
	}()
	files, err := old.Places.survey()
	return err == nil && files.digest == old.Files && <-facts == old.Facts
}

// Remember remembers that the run had nothing to say. The files that it has looked
// for beside those of packages are named too. The error tells why it is not
// remembered; the next run then does its work again, and nothing else is lost.
func (r *Run) Remember(ctx context.Context, files []string) error {
	if r.Cache == "" {
		return errors.New("there is no cache")
	}
	a, err := r.ask(ctx)
	if err != nil {
		return err
	}
	places, err := a.places(files)
	if err != nil {
		return err
	}
	s, err := places.survey()
	if err != nil {
		return err
	}
	// The run has not seen what was written after it looked. Times of files may be
	// off by the two seconds of the coarsest file systems.
	if !s.newest.Before(r.Began.Add(-2 * time.Second)) {
		return errors.New("a file was written since the run began, or just before")
	}
	return r.store(&record{Facts: a.digest(), Files: s.digest, Places: places})
}

// path returns the name of the record of runs like this one.
func (r *Run) path() (string, error) {
	if r.Cache == "" {
		return "", errors.New("there is no cache")
	}
	dir, err := filepath.Abs(r.Dir)
	if err != nil {
		return "", err
	}
	return filepath.Join(r.Cache, digestOf(r.Does, []string{dir}, r.Flags, r.Patterns, []string{fmt.Sprint(r.Tests)})+".json"), nil
}

func (r *Run) load(old *record) error {
	path, err := r.path()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, old); err != nil {
		return err
	}
	now := time.Now()
	return os.Chtimes(path, now, now) // it is in use; see trim
}

// store writes a record, whole or not at all, and forgets those that nobody uses.
func (r *Run) store(rec *record) error {
	path, err := r.path()
	if err != nil {
		return err
	}
	content, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(r.Cache, 0o777); err != nil {
		return err
	}
	r.trim()
	f, err := os.CreateTemp(r.Cache, "*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// keep is how long a record is kept that no run has asked for.
const keep = 30 * 24 * time.Hour

// trim removes records that have not been in use for long, and what interrupted
// runs have left.
func (r *Run) trim() {
	entries, _ := os.ReadDir(r.Cache)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > keep {
			_ = os.Remove(filepath.Join(r.Cache, e.Name())) // another run may have done it
		}
	}
}

// digestOf returns a digest of lists of strings, different for different lists.
func digestOf(lists ...[]string) string {
	h := sha256.New()
	for _, list := range lists {
		fmt.Fprintf(h, "%d\n", len(list))
		for _, s := range list {
			fmt.Fprintf(h, "%d %s\n", len(s), s)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Dir returns the directory in which runs are remembered: what the environment
// variable WSCONTRACT_CACHE says, else a directory in the user's cache directory.
// It is empty if the variable is "off", or if the user has no such directory.
func Dir() string {
	switch dir := os.Getenv("WSCONTRACT_CACHE"); dir {
	case "off":
		return ""
	case "":
	default:
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "wscontract")
}
