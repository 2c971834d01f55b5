package load

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/wscontract/wscontract/extract/contract"
)

// names turns the names of files on this machine into names that are the same
// on every machine, and back:
//
//	chat/chat.go                             in the module that is worked on
//	golang.org/x/text@v0.14.0/width/kind.go  in another module
//	std/time/time.go                         in the standard library
//
// In a workspace, the name is relative to the root of the module that the file
// belongs to. Where two of the modules that a run loads have a file of the same
// name, it begins with the path of the module.
type names struct {
	fset *token.FileSet
	cwd  string

	mu    sync.Mutex
	dirs  map[string]*packages.Package // by directory
	roots map[string]string            // directories of the modules that are worked on, by path
	known map[string]string            // from names on this machine
	back  map[string]string            // to names on this machine
}

func newNames(fset *token.FileSet) *names {
	cwd, err := os.Getwd()
	if err != nil {
		cwd = "" // file names for the user are absolute then
	}
	return &names{
		fset:  fset,
		cwd:   cwd,
		dirs:  map[string]*packages.Package{},
		roots: map[string]string{},
		known: map[string]string{},
		back:  map[string]string{},
	}
}

// add makes the files of a package known.
func (n *names) add(p *packages.Package) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.dirs[p.Dir] = p
	if p.Module != nil && p.Module.Main {
		n.roots[p.Module.Path] = p.Module.Dir
	}
}

// position returns where pos really is: a //line comment does not count.
func (n *names) position(pos token.Pos) contract.Position {
	p := n.fset.PositionFor(pos, false)
	if !p.IsValid() {
		return contract.Position{}
	}
	return contract.Position{File: n.file(p.Filename), Line: p.Line, Column: p.Column}
}

// file returns the name of a file on every machine.
func (n *names) file(filename string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	name, ok := n.known[filename]
	if !ok {
		name = n.name(filename)
		n.known[filename] = name
		n.back[name] = filename
	}
	return name
}

func (n *names) name(filename string) string {
	dir, base := filepath.Split(filename)
	p := n.dirs[filepath.Clean(dir)]
	switch {
	case p == nil:
		// Export data that was built with -trimpath names no directory.
		if filepath.IsAbs(filename) {
			return base
		}
		return filepath.ToSlash(filename)
	case p.Module == nil:
		return "std/" + p.PkgPath + "/" + base
	case !p.Module.Main:
		return p.Module.Path + "@" + p.Module.Version + strings.TrimPrefix(p.PkgPath, p.Module.Path) + "/" + base
	}
	name := strings.TrimPrefix(strings.TrimPrefix(p.PkgPath, p.Module.Path)+"/"+base, "/")
	for module, root := range n.roots {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(name))); err == nil && module != p.Module.Path {
			return p.Module.Path + "/" + name
		}
	}
	return name
}

// filename returns the path of a file for the user. It also takes a path of
// this machine.
func (n *names) filename(name string) string {
	n.mu.Lock()
	filename, ok := n.back[name]
	n.mu.Unlock()
	if !ok {
		filename = name
	}
	if !filepath.IsAbs(filename) {
		return filename
	}
	if rel, err := filepath.Rel(n.cwd, filename); err == nil && len(rel) < len(filename) {
		return rel
	}
	return filename
}
