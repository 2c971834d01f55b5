// Synthetic writes the module that scripts/bench/generate measures: a hundred
// packages with a hundred plain structs each, and a thousand annotated structs,
// as a large server might have them.
//
//	go run ./scripts/bench/synthetic -dir DIR
//
// The annotated structs are two hundred channels and their messages: unions in
// both directions, enums, nested structs and types of other packages. Most of
// the plain structs have nothing to do with them, and all have methods with
// bodies, because skipping those is part of what is measured. The channels are
// in every package or, with -contracts, in some of them. The same arguments
// give the same bytes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"strings"
)

const modulePath = "example.com/synthetic"

func main() {
	log.SetFlags(0)
	log.SetPrefix("synthetic: ")
	dir := flag.String("dir", "", "the `directory` to write the module into; it must not exist or be empty")
	root := flag.String("root", ".", "the `directory` of the wscontract module that the new one requires")
	contracts := flag.Int("contracts", packages, "over how many packages the channels are spread; a divisor of 100")
	flag.Parse()
	if *dir == "" || flag.NArg() > 0 || *contracts < 1 || packages%*contracts != 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(*dir, *root, *contracts); err != nil {
		log.Fatal(err)
	}
}

// write writes the whole module.
func write(dir, root string, contracts int) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty; name a new directory", dir)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := writeModule(dir, root); err != nil {
		return err
	}
	for i := range packages {
		p := newPackage(i)
		files := map[string]string{"doc.go": fmt.Sprintf("// Package %s is one service of a synthetic server.\npackage %s\n", p.name, p.name)}
		if every := packages / contracts; i%every == 0 {
			for n := range every {
				files[fmt.Sprintf("contract%d.go", n)] = p.contract(n)
			}
		}
		for n := range plainFiles {
			files[fmt.Sprintf("model%d.go", n)] = p.model(n)
		}
		if err := p.write(dir, files); err != nil {
			return err
		}
	}
	return nil
}

// writeModule writes a go.mod that requires wscontract as it stands in root,
// and what that requires in turn, so that nothing has to be looked up.
func writeModule(dir, root string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	required, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	_, required, ok := bytes.Cut(required, []byte("module github.com/wscontract/wscontract\n"))
	if !ok {
		return fmt.Errorf("%s is not the module github.com/wscontract/wscontract; name it with -root", root)
	}
	gomod := fmt.Sprintf("module %s\n%s\nrequire github.com/wscontract/wscontract v0.0.0\n\nreplace github.com/wscontract/wscontract => %q\n",
		modulePath, required, root)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(gomod), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o666)
}

// write formats the files of the package and writes them.
func (p *pkg) write(dir string, files map[string]string) error {
	dir = filepath.Join(dir, filepath.FromSlash(p.dir))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, text := range files {
		source, err := format.Source([]byte(text))
		if err != nil {
			return fmt.Errorf("%s/%s: %w", p.dir, name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), source, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// A pkg is one package of the module.
type pkg struct {
	index int
	dir   string // relative to the module's root
	name  string
	// uses are the packages whose types appear in this one's: that before it
	// in its area, and its like in the area before.
	uses []use
}

// A use is an imported package and the name it has in the importing file:
// packages of different areas have the same name.
type use struct{ path, name string }

// The packages are the services of each area.
const packages = 100

var (
	areas    = strings.Fields("auth billing media ops people sales search shipping stock support")
	services = strings.Fields("admin alerts audit feed jobs live metrics rooms sync teams")
)

func newPackage(index int) *pkg {
	area, service := index/len(services), index%len(services)
	p := &pkg{index: index, dir: areas[area] + "/" + services[service], name: services[service]}
	if service > 0 {
		p.use(area, service-1)
	}
	if area > 0 {
		p.use(area-1, service)
	}
	return p
}

func (p *pkg) use(area, service int) {
	p.uses = append(p.uses, use{
		path: modulePath + "/" + areas[area] + "/" + services[service],
		name: areas[area] + services[service],
	})
}

// imports returns the import lines of the used packages.
func (p *pkg) imports() string {
	var b strings.Builder
	for _, u := range p.uses {
		fmt.Fprintf(&b, "\t%s %q\n", u.name, u.path)
	}
	return b.String()
}
