package inputs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// An answer is what is known of a run without looking into source files.
type answer struct {
	listing []byte // what go list says
	env     []byte // what go env says
	program string // the digest of this program
	godebug string // settings of this program and of the go command
}

// listed is what is asked of each package.
const listed = "-json=Dir,ImportPath,Standard,Module,GoFiles,CgoFiles,SwigFiles,SwigCXXFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,ImportMap,Incomplete,Error,DepsErrors"

// settings are the settings that are asked of the go command. Whatever else there
// is shows in which packages and files it lists.
var settings = []string{"GOVERSION", "GOROOT", "GOMODCACHE", "GOFLAGS", "GOMOD", "GOWORK", "GOENV", "GOOS", "GOARCH", "GOEXPERIMENT", "CGO_ENABLED"}

// ask asks the go command, twice at the same time.
func (r *Run) ask(ctx context.Context) (*answer, error) {
	a := &answer{godebug: os.Getenv("GODEBUG")}
	type result struct {
		out []byte
		err error
	}
	start := func(do func() ([]byte, error)) <-chan result {
		done := make(chan result, 1)
		go func() {
			out, err := do()
			done <- result{out, err}
		}()
		return done
	}
	args := []string{"list", "-e", "-deps", listed}
	if r.Tests {
		args = append(args, "-test")
	}
	listing := start(func() ([]byte, error) {
		return r.goCommand(ctx, slices.Concat(args, r.Flags, []string{"--"}, r.Patterns)...)
	})
	env := start(func() ([]byte, error) { return r.goCommand(ctx, append([]string{"env"}, settings...)...) })
	program, err := thisProgram()
	if err != nil {
		return nil, err
	}
	l, e := <-listing, <-env
	if err := errors.Join(l.err, e.err); err != nil {
		return nil, err
	}
	a.program, a.listing, a.env = program, l.out, e.out
	return a, nil
}

func (r *Run) goCommand(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = r.Dir
	return cmd.Output()
}

// thisProgram returns the digest of the program that runs.
func thisProgram() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (a *answer) digest() string {
	return digestOf([]string{string(a.listing), string(a.env), a.program, a.godebug})
}

// A listedPackage is what go list says of a package, as far as it matters here.
type listedPackage struct {
	Dir, ImportPath                   string
	Standard                          bool
	Module                            *struct{ GoMod string }
	CgoFiles, SwigFiles, SwigCXXFiles []string
	Incomplete                        bool
}

// places returns where the files are that a run depends on, besides those that
// are named. It is an error if that cannot be told.
func (a *answer) places(files []string) (places, error) {
	env := map[string]string{}
	values := strings.Split(strings.ReplaceAll(string(a.env), "\r\n", "\n"), "\n")
	for i, name := range settings {
		if i >= len(values) {
			return places{}, errors.New("go env answers less than it was asked")
		}
		env[name] = values[i]
	}
	if err := errors.Join(checkFlags(env["GOFLAGS"]), checkDriver()); err != nil {
		return places{}, err
	}
	var p places
	p.addModule(env["GOMOD"])
	p.addWorkspace(env["GOWORK"])
	p.addFile(env["GOENV"])
	for d := json.NewDecoder(bytes.NewReader(a.listing)); ; {
		var pkg listedPackage
		if err := d.Decode(&pkg); err == io.EOF {
			break
		} else if err != nil {
			return places{}, err
		}
		fixed := pkg.Standard || within(pkg.Dir, env["GOMODCACHE"])
		switch {
		case pkg.Incomplete:
			return places{}, fmt.Errorf("%s is incomplete", pkg.ImportPath)
		case !fixed && len(pkg.CgoFiles)+len(pkg.SwigFiles)+len(pkg.SwigCXXFiles) > 0:
			return places{}, fmt.Errorf("%s consists of C, which may include what no go command knows of", pkg.ImportPath)
		case pkg.Dir == "":
			return places{}, fmt.Errorf("%s is nowhere", pkg.ImportPath)
		case fixed:
			p.Fixed = append(p.Fixed, pkg.Dir)
		default:
			p.Dirs = append(p.Dirs, pkg.Dir)
			if pkg.Module != nil {
				p.addModule(pkg.Module.GoMod)
			}
		}
	}
	p.sort()
	for _, file := range files {
		if !slices.Contains(p.Dirs, filepath.Dir(file)) {
			return places{}, fmt.Errorf("%s is in the directory of no package", file)
		}
	}
	return p, nil
}

// harmless are the flags in GOFLAGS that say nothing that go list does not answer.
// Others, such as -overlay, bring in files.
var harmless = []string{"buildvcs", "mod", "modcacherw", "p", "tags", "trimpath", "v", "x"}

func checkFlags(goflags string) error {
	for flag := range strings.FieldsSeq(goflags) {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		if !slices.Contains(harmless, name) {
			return fmt.Errorf("GOFLAGS has -%s, which may bring in files", name)
		}
	}
	return nil
}

// checkDriver holds that go/packages asks the go command, and no other program.
func checkDriver() error {
	switch os.Getenv("GOPACKAGESDRIVER") {
	case "off":
		return nil
	case "":
		if _, err := exec.LookPath("gopackagesdriver"); err != nil {
			return nil
		}
	}
	return errors.New("packages are found by a driver of go/packages")
}

// within reports whether a path is below a directory.
func within(path, dir string) bool {
	return dir != "" && strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}
