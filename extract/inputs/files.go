package inputs

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"
)

// places are where the files are that a run depends on.
type places struct {
	// Dirs are directories of packages. Each file in one counts, because a file
	// that is not compiled today may be in the way of output, or declare a name
	// that generated code must not take.
	Dirs []string `json:"dirs"`
	// Fixed are directories of packages whose files nobody edits.
	Fixed []string `json:"fixed"`
	// Files are files elsewhere. They need not exist.
	Files []string `json:"files"`
}

// addModule adds the files of the go command beside a go.mod.
func (p *places) addModule(gomod string) {
	dir := filepath.Dir(gomod)
	p.addFile(gomod, filepath.Join(dir, "go.sum"), filepath.Join(dir, "vendor", "modules.txt"))
}

// addWorkspace adds the files of the go command beside a go.work.
func (p *places) addWorkspace(gowork string) {
	p.addFile(gowork, gowork+".sum", filepath.Join(filepath.Dir(gowork), "vendor", "modules.txt"))
}

// addFile adds a file, and others if it is one. What the go command answers for a
// file need not be the name of one.
func (p *places) addFile(name string, others ...string) {
	if name != "" && name != "off" && name != os.DevNull {
		p.Files = append(append(p.Files, name), others...)
	}
}

func (p *places) sort() {
	for _, list := range []*[]string{&p.Dirs, &p.Fixed, &p.Files} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// A survey is what was found at places.
type survey struct {
	digest string
	newest time.Time // the last time at which a file or a directory was written
}

// survey looks at all files.
func (p *places) survey() (*survey, error) {
	type look struct {
		line   string
		newest time.Time
		err    error
	}
	var looks []func() look
	add := func(paths []string, at func(path string) (string, time.Time, error)) {
		for _, path := range paths {
			looks = append(looks, func() look {
				line, newest, err := at(path)
				return look{line, newest, err}
			})
		}
	}
	add(p.Dirs, func(dir string) (string, time.Time, error) { return surveyDir(dir, content) })
	add(p.Fixed, func(dir string) (string, time.Time, error) { return surveyDir(dir, sizeAndTime) })
	add(p.Files, surveyFile)

	found := make([]look, len(looks))
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				found[i] = looks[i]()
			}
		})
	}
	for i := range looks {
		next <- i
	}
	close(next)
	group.Wait()

	s := &survey{}
	var lines []string
	var errs []error
	for _, l := range found {
		lines = append(lines, l.line)
		errs = append(errs, l.err)
		if l.newest.After(s.newest) {
			s.newest = l.newest
		}
	}
	s.digest = digestOf(lines)
	return s, errors.Join(errs...)
}

// surveyDir describes a directory: its entries, and of its files what see says.
func surveyDir(dir string, see func(path string, info fs.FileInfo) (string, error)) (string, time.Time, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return "", time.Time{}, err
	}
	newest := info.ModTime()
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", time.Time{}, err
	}
	var lines []string
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			lines = append(lines, e.Name()+"/")
			continue
		}
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) { // a link to nowhere
			lines = append(lines, e.Name(), "nowhere")
			continue
		}
		if err != nil {
			return "", time.Time{}, err
		}
		what := info.Mode().String()
		if info.Mode().IsRegular() {
			if what, err = see(path, info); err != nil {
				return "", time.Time{}, err
			}
			if info.ModTime().After(newest) {
				newest = info.ModTime()
			}
		}
		lines = append(lines, e.Name(), what)
	}
	return digestOf([]string{dir}, lines), newest, nil
}

// surveyFile describes a file that need not exist.
func surveyFile(path string) (string, time.Time, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path + " does not exist", time.Time{}, nil
	}
	if err != nil {
		return "", time.Time{}, err
	}
	what, err := content(path, info)
	return digestOf([]string{path, what}), info.ModTime(), err
}

// large is the size, in bytes, from which a file that is not Go source counts by
// its size and time: it is data that somebody keeps beside a package.
const large = 16 << 20

// content describes a file by its content.
func content(path string, info fs.FileInfo) (string, error) {
	if info.Size() >= large && filepath.Ext(path) != ".go" {
		return sizeAndTime(path, info)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	buf := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buf)
	h := sha256.New()
	// A file would copy itself, with a buffer of its own.
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{f}, buf[:]); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

var buffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// sizeAndTime describes a file by its size and the time of its last change.
func sizeAndTime(_ string, info fs.FileInfo) (string, error) {
	return fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano()), nil
}
