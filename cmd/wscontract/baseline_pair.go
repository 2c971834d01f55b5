package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/breaking"
	"github.com/wscontract/wscontract/extract/contract"
)

// A packagePair is a package in the baseline and as it is now; one of them is nil
// when it was added or removed.
type packagePair struct {
	old *basePart
	new *contract.Package
}

// pair finds which package of the baseline is which: by its path and directory; by
// one of them, for a module can have another path and a directory be copied; or by
// a route, for both can have changed. Peers see the routes only.
//
// Of the packages that are left in the baseline, those that a pattern means were
// removed.
func (b *comparing) pair(base *baseline, c *contract.Contract) ([]packagePair, error) {
	pairs := make([]packagePair, len(c.Packages))
	for i, p := range c.Packages {
		pairs[i].new = p
	}
	left := slices.Clone(base.parts)
	for _, alike := range []func(*basePart, *contract.Package) bool{
		func(old *basePart, p *contract.Package) bool { return old.path == p.Path && sameDir(old.dir, p.Dir) },
		func(old *basePart, p *contract.Package) bool { return old.path == p.Path },
		func(old *basePart, p *contract.Package) bool { return sameDir(old.dir, p.Dir) },
		func(old *basePart, p *contract.Package) bool {
			return old.isGone(c) && breaking.ShareRoute(old.contract.Channels, c.ChannelsOf(p.Path))
		},
	} {
		for i := range pairs {
			at := slices.IndexFunc(left, func(old *basePart) bool { return alike(old, pairs[i].new) })
			if pairs[i].old == nil && at >= 0 {
				pairs[i].old = left[at]
				left = slices.Delete(left, at, at+1)
			}
		}
	}
	dir, err := filepath.Abs(b.dir)
	if err != nil {
		return nil, err
	}
	for _, old := range left {
		copied := slices.ContainsFunc(pairs, func(p packagePair) bool { return p.old != nil && old.path != "" && p.old.path == old.path })
		if !copied && c.Package(old.path) == nil && b.selects(old, resolved(dir)) {
			pairs = append(pairs, packagePair{old: old})
		}
	}
	for _, p := range pairs {
		if p.old != nil && p.old.err != nil {
			return nil, p.old.err
		}
	}
	return pairs, nil
}

// isGone tells that a package of the baseline is not where it was.
func (old *basePart) isGone(c *contract.Contract) bool {
	if old.contract == nil || c.Package(old.path) != nil {
		return false
	}
	_, err := os.Stat(old.dir)
	return old.dir == "" || err != nil
}

// sameDir compares a directory as git spells it with another.
func sameDir(old, dir string) bool { return old != "" && (old == dir || old == resolved(dir)) }

// resolved returns a path as git spells it.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// selects reports whether the patterns, seen from a directory, mean a package of
// the baseline.
func (b *comparing) selects(old *basePart, dir string) bool {
	patterns := b.patterns
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, dir, old.dir, old.path) })
}

// matches reports whether a pattern of the go command means the package in a
// directory, which need not exist any more. Where the directory is not known, a
// pattern with "..." means every package. As for the go command, it does not mean
// testdata, what is hidden, and modules within the module.
func matches(pattern, from, dir, pkg string) bool {
	relative := pattern == "." || pattern == ".." || strings.HasPrefix(pattern, "./") || strings.HasPrefix(pattern, "../") || filepath.IsAbs(pattern)
	name := pkg
	if relative {
		if dir == "" {
			return strings.HasSuffix(pattern, "...")
		}
		if !filepath.IsAbs(pattern) {
			pattern = filepath.Join(from, pattern)
		}
		pattern, name = filepath.ToSlash(pattern), filepath.ToSlash(dir)
	}
	prefix, ok := strings.CutSuffix(pattern, "/...")
	if !ok {
		return pattern == "all" || pattern == "..." || name == pattern
	}
	below, ok := strings.CutPrefix(name+"/", strings.TrimSuffix(prefix, "/")+"/")
	return ok && !slices.ContainsFunc(strings.Split(below, "/"), isHidden) && (!relative || sameModule(prefix, dir))
}

// isHidden tells the directories that a pattern with "..." passes over.
func isHidden(name string) bool {
	return name == "testdata" || name == "vendor" || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".")
}

// sameModule reports whether two directories, of which the second is within the
// first, belong to one module, or to a workspace.
func sameModule(dir, below string) bool {
	_, workspace := nearest(dir, "go.work")
	if workspace && os.Getenv("GOWORK") != "off" {
		return true
	}
	module, _ := nearest(dir, "go.mod")
	other, _ := nearest(below, "go.mod")
	return module == other
}

// nearest returns the directory of a file at a directory or above.
func nearest(dir, file string) (string, bool) {
	for {
		if _, err := os.Stat(filepath.Join(dir, file)); err == nil {
			return dir, true
		}
		above := filepath.Dir(dir)
		if above == dir {
			return "", false
		}
		dir = above
	}
}
