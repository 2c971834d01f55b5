package load

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// match returns the packages that match the patterns, without their imports.
func (l *loader) match(patterns []string) ([]*packages.Package, error) {
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	for _, p := range patterns {
		if strings.HasSuffix(p, ".go") {
			return nil, fmt.Errorf("%s is a file; name its package instead: %s", p, relativePattern(filepath.Dir(p)))
		}
	}
	if info, err := os.Stat(l.cfg.Dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s is not a directory", l.cfg.Dir)
	}
	roots, err := l.goList(packages.NeedName|packages.NeedFiles|packages.NeedModule, patterns)
	if err != nil {
		return nil, err
	}
	for _, p := range roots {
		if len(p.GoFiles) == 0 && len(p.Errors) > 0 && outputsIn(p.Dir) == nil {
			return nil, l.explain(p.PkgPath, p.Errors[0].Msg)
		}
		if strings.HasPrefix(p.PkgPath, "_/") {
			return nil, fmt.Errorf("%s is in no module; wscontract does not work with GO111MODULE=off", p.Dir)
		}
	}
	for _, pattern := range patterns {
		if !l.matches(pattern, roots) {
			return nil, fmt.Errorf("pattern %s matches no packages; check the path, which is relative to %s", pattern, l.cfg.Dir)
		}
	}
	return roots, nil
}

// listImports asks the go command for what the units import and for everything
// that those packages import, with their export data. It asks again if it
// learns that a package has another name than its path suggests, and that
// another import was meant.
func (l *loader) listImports() error {
	asked := map[string]bool{}
	for {
		var ask []string
		for _, u := range l.sortedUnits() {
			paths, _ := l.imports(u)
			for _, path := range paths {
				if p := l.listed[path]; !asked[path] && l.units[path] == nil && (p == nil || p.ExportFile == "") {
					asked[path] = true
					ask = append(ask, path)
				}
			}
		}
		if ask == nil {
			return nil
		}
		slices.Sort(ask)
		if _, err := l.goList(packages.NeedName|packages.NeedFiles|packages.NeedModule|
			packages.NeedImports|packages.NeedDeps|packages.NeedExportFile, ask); err != nil {
			return err
		}
	}
}

// goList runs the go command and notes the packages it tells of.
func (l *loader) goList(mode packages.LoadMode, patterns []string) ([]*packages.Package, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, errors.New("the go command is not in PATH; wscontract asks it for packages, so install Go or add its bin directory to PATH")
	}
	roots, err := packages.Load(&packages.Config{
		Mode:       mode,
		Context:    l.ctx,
		Dir:        l.cfg.Dir,
		Env:        l.cfg.Env,
		BuildFlags: l.cfg.BuildFlags,
		Overlay:    l.cfg.Overlay,
	}, patterns...)
	if err := l.ctx.Err(); err != nil {
		return nil, err
	}
	if err != nil {
		return nil, l.explain("", err.Error())
	}
	packages.Visit(roots, func(p *packages.Package) bool {
		l.listed[p.PkgPath] = p
		l.names.add(p)
		return true
	}, nil)
	return roots, nil
}

// goListNoise is what go/packages puts before what the go command said.
var goListNoise = regexp.MustCompile(`^err: .*: stderr: (go: )?`)

// explain adds the way out to what the go command said about a pattern.
func (l *loader) explain(pattern, said string) error {
	said = strings.TrimSpace(goListNoise.ReplaceAllString(said, ""))
	prefix := ""
	if pattern != "" && !strings.Contains(said, pattern) {
		prefix = pattern + ": "
	}
	noModule := strings.Contains(said, "go.mod file not found")
	if strings.Contains(said, "does not contain main module") || strings.Contains(said, "outside main module") {
		_, found := findUp(l.cfg.Dir, "go.mod")
		noModule = !found
	}
	hint := ""
	switch {
	case noModule:
		return fmt.Errorf(`there is no go.mod in %s or above it; run "go mod init", or name the directory of a module with -C`, l.cfg.Dir)
	case strings.Contains(said, "modules listed in go.work"):
		hint = `; name a module of the workspace, such as ./MODULE/..., or all of them with the pattern work`
	case strings.Contains(said, "outside main module"), strings.Contains(said, "does not contain main module"):
		hint = "; name the directory of its module with -C"
	case strings.Contains(said, "build constraints exclude all Go files"):
		hint = "; choose build tags with -tags"
	case strings.Contains(said, "is not in std") && isDir(filepath.Join(l.cfg.Dir, pattern)):
		hint = fmt.Sprintf("; did you mean %s?", relativePattern(pattern))
	}
	return fmt.Errorf("%s%s%s", prefix, said, hint)
}

// matches tells that one of the packages is what a pattern stands for. For a
// pattern without a wildcard, the go command has complained itself.
func (l *loader) matches(pattern string, roots []*packages.Package) bool {
	if !strings.Contains(pattern, "...") {
		return len(roots) > 0
	}
	if strings.HasPrefix(pattern, ".") {
		pattern = filepath.Join(l.cfg.Dir, pattern)
	}
	relative := filepath.IsAbs(pattern)
	// As in "go help packages": x/... also matches x.
	quoted := regexp.QuoteMeta(filepath.ToSlash(pattern))
	quoted = strings.ReplaceAll(quoted, `\.\.\.`, `.*`)
	if prefix, ok := strings.CutSuffix(quoted, `/.*`); ok {
		quoted = prefix + `(/.*)?`
	}
	form := regexp.MustCompile(`^` + quoted + `$`)
	return slices.ContainsFunc(roots, func(p *packages.Package) bool {
		if relative {
			return form.MatchString(filepath.ToSlash(p.Dir))
		}
		return form.MatchString(p.PkgPath)
	})
}

// relativePattern returns the pattern of a directory.
func relativePattern(dir string) string {
	if dir = filepath.ToSlash(dir); dir == "." || strings.HasPrefix(dir, "/") || strings.HasPrefix(dir, "../") {
		return dir
	}
	return "./" + strings.TrimPrefix(dir, "./")
}

// findUp looks for a file in a directory and those above it.
func findUp(dir, name string) (string, bool) {
	for {
		file := filepath.Join(dir, name)
		if _, err := os.Stat(file); err == nil {
			return file, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
