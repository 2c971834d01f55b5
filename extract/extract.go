package extract

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// Extract makes the contract of the channels that the sources declare. Equal
// sources give equal contracts. When the list is not empty, the contract is
// only good for looking at.
func Extract(p *source.Program) (*contract.Contract, diag.List) {
	x := newExtractor(p)
	x.run()
	x.diags.Sort()
	return x.out, x.diags
}

// An extractor makes one contract.
type extractor struct {
	prog    *source.Program
	sources map[string]*source.Package // by import path
	out     *contract.Contract
	named   map[string]*contract.Named // by ID
	spelled []spelling
	// reached are the declarations that matter to a channel, and where they were
	// first met.
	reached map[declName]place
	// invalid are the places of types that could not be determined.
	invalids []place
	// variants are the IDs of the types that are variants of a union.
	variants map[string]bool
	// tags are the values that the fields which are the tag of a union have there.
	tags map[*contract.Field][]*contract.Const
	// checks run when all types are complete.
	checks []func()

	methods typeutil.MethodSetCache
	codecs  map[types.Type]codecPair

	diags    diag.List
	reported map[report]bool
	// abroad tells that a type of another module is being read, and home is the
	// place of the module's own source that led there.
	abroad bool
	home   place
	// unspelled are problems of types that are only spelled.
	unspelled []func()
}

// A report identifies a mistake: a field that two channels reach is reported
// with the way from the first.
type report struct {
	pos  contract.Position
	code string
}

func newExtractor(p *source.Program) *extractor {
	x := &extractor{
		prog:    p,
		sources: map[string]*source.Package{},
		out: &contract.Contract{
			Version:  contract.Version,
			Packages: []*contract.Package{},
			Channels: []*contract.Channel{},
			Types:    []*contract.Named{},
		},
		named:    map[string]*contract.Named{},
		reached:  map[declName]place{},
		variants: map[string]bool{},
		tags:     map[*contract.Field][]*contract.Const{},
		codecs:   map[types.Type]codecPair{},
		reported: map[report]bool{},
	}
	for _, s := range p.Packages {
		x.sources[s.Pkg.Path()] = s
	}
	return x
}

func (x *extractor) run() {
	for _, d := range x.channelDecls() {
		x.out.Channels = append(x.out.Channels, x.channel(d))
	}
	x.addSpelled()
	for _, id := range slices.Sorted(maps.Keys(x.named)) {
		x.out.Types = append(x.out.Types, x.named[id])
	}
	x.out.Sort()
	for _, check := range x.checks {
		check()
	}
	if len(x.diags) == 0 { // otherwise the type has stood on the wire as well
		for _, report := range x.unspelled {
			report()
		}
	}
	x.setTags()
	x.settleNull()
	x.checkNames()
	x.checkRoutes()
	x.checkMessages()
	x.typeErrors()
	x.addPackages()
	x.addIgnores()
}

// settleNull takes Nullable from fields whose type accepts null by itself.
func (x *extractor) settleNull() {
	settle := func(st *contract.Struct) {
		if st == nil {
			return
		}
		for _, f := range st.Fields {
			f.Nullable = f.Nullable && !x.out.AcceptsNull(f.Type)
		}
	}
	var inline func(*contract.Type)
	inline = func(t *contract.Type) {
		settle(t.Struct)
		for part := range t.Parts() {
			inline(part)
		}
	}
	for _, n := range x.out.Types {
		settle(n.Struct)
		if n.Union != nil {
			settle(n.Union.Envelope)
		}
		for part := range n.Parts() {
			inline(part)
		}
	}
	for _, ch := range x.out.Channels {
		for _, t := range ch.Roots() {
			inline(t)
		}
	}
}

// addPackages adds the packages that serve channels.
func (x *extractor) addPackages() {
	for _, s := range x.prog.Packages {
		path := s.Pkg.Path()
		files := map[string]bool{}
		for _, ch := range x.out.ChannelsOf(path) {
			files[baseName(ch.Pos.File)] = true
			if ch.GoPackage == path {
				decl := x.prog.Decls(path).Types[ch.Go]
				files[baseName(x.position(decl.Pos).File)] = true
			}
		}
		if len(files) == 0 {
			continue
		}
		decls, imports := x.prog.Declared(path)
		x.out.Packages = append(x.out.Packages, &contract.Package{
			Path:    path,
			Name:    s.Pkg.Name(),
			Doc:     x.prog.Decls(path).Doc,
			Files:   slices.Sorted(maps.Keys(files)),
			Build:   x.buildConstraint(s, files),
			Dir:     x.prog.Dir(path),
			Decls:   decls,
			Imports: imports,
		})
	}
	x.out.Sort()
}

func baseName(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }

// errorf reports a mistake, once at each position. One in the source of another
// module is reported where the user's source leads there.
func (x *extractor) errorf(pos contract.Position, code, format string, args ...any) *related {
	r := report{pos, code}
	if x.reported[r] {
		return &related{new(diag.Diagnostic)}
	}
	x.reported[r] = true
	if !x.abroad {
		return &related{x.diags.Addf(pos, code, format, args...)}
	}
	message := fmt.Sprintf(format, args...)
	if !strings.HasPrefix(message, "channel ") {
		message = x.home.String() + ": " + message
	}
	d := &related{x.diags.Addf(x.home.pos, code, "%s", message)}
	if pos != x.home.pos && pos.Line > 0 {
		d.relate(pos, "it is declared here")
	}
	return d
}

// enter notes that the declaration of a named type is read, which a type at the
// given place refers to. The function it returns ends that.
func (x *extractor) enter(n *types.Named, at place) func() {
	abroad, home := x.abroad, x.home
	x.abroad = !x.prog.Local(n.Obj().Pkg().Path())
	if x.abroad && !abroad {
		x.home = at
	}
	return func() { x.abroad, x.home = abroad, home }
}

// A related is a diagnostic to which related places can be added.
type related struct{ d *diag.Diagnostic }

// relate adds another place that belongs to the mistake.
func (r *related) relate(pos contract.Position, format string, args ...any) *related {
	r.d.Related = append(r.d.Related, diag.Related{Pos: pos, Message: fmt.Sprintf(format, args...)})
	return r
}

// refuse reports a directive that has no effect where it stands.
func (x *extractor) refuse(decl *source.Decl, name, format string, args ...any) {
	if d := decl.Directive(name); d != nil {
		x.errorf(x.position(d.Pos), "directive", format, args...)
	}
}

// positional returns the argument of a directive that has no key, or nil.
func positional(d *directive.Directive) *directive.Arg {
	for i := range d.Args {
		if d.Args[i].Key == "" {
			return &d.Args[i]
		}
	}
	return nil
}

// nearest returns the candidate that was probably meant, or "".
func nearest(typed string, candidates []string) string {
	return directive.Nearest(typed, candidates)
}

// join lists words: "a, b and c".
func join(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
