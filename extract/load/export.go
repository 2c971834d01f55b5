package load

import (
	"bufio"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// exports reads packages from the export data that the go command has built.
type exports struct {
	fset *token.FileSet

	mu       sync.Mutex
	packages map[string]*types.Package // complete, or known from what others export
}

func newExports(fset *token.FileSet) *exports {
	return &exports{fset: fset, packages: map[string]*types.Package{}}
}

// read returns the types of a package. The go command has told of it as listed.
func (e *exports) read(path string, listed *packages.Package) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if pkg := e.packages[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	if listed == nil || listed.ExportFile == "" {
		reason := "the go command did not list it"
		if listed != nil && len(listed.Errors) > 0 {
			reason = strings.Join(strings.Fields(listed.Errors[0].Msg), " ")
		}
		return nil, errors.New(reason)
	}
	f, err := os.Open(listed.ExportFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	//lint:ignore SA1019 the go command names archives until Go 1.28
	r, err := gcexportdata.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("reading export data: %v", err)
	}
	return gcexportdata.Read(r, e.fset, e.packages, path)
}
