package breaking_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/breaking"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/load"
)

// exceptions are the rules and edits for which execution cannot agree, with the
// reason. Rules that say why no message can show them are not among them.
var exceptions = map[string]string{
	"Validate method added, client to server":           "what the method refuses is not in the contract, so it is a warning",
	"Validate method added, reversed, server to client": "what the method refuses is not in the contract, so it is a warning",

	"field of a type that only writes itself, server to client":           "what a method writes is not in the contract, and the decoder here reads what the server never writes",
	"field of a type that only writes itself, reversed, server to client": "as before",
}

// TestCorpus holds the rules to what the edits of the corpus expect, and both to
// what decoders do: the contracts before and after each edit are generated with
// the real emitters and built into one program, and messages that the one side
// accepts are given to the other.
//
// Old clients send what the old decoder accepts, the server sends what the new
// one accepts. When the other side refuses one of these messages, a rule must say
// that the edit breaks, and when it says so there must be such a message.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the corpus is not built")
	}
	edits := readCorpus(t)
	o := newOracle(t, edits)
	seen := map[string]map[breaking.Effect]bool{} // effects by rule and direction
	comparisons := 0
	for _, e := range edits {
		before, after := o.contract(e, "before"), o.contract(e, "after")
		forward := o.check(e, e.name, "before", "after", before, after, seen)
		reverse := o.check(e, e.name+", reversed", "after", "before", after, before, seen)
		comparisons += 2
		if *breaking.Update {
			e.forward, e.reverse = forward, reverse
		}
		if forward != e.forward {
			t.Errorf("%s: %s\nfound    %s\nexpected %s", e.file, e.name, forward, e.forward)
		}
		if reverse != e.reverse {
			t.Errorf("%s: %s, reversed\nfound    %s\nexpected %s", e.file, e.name, reverse, e.reverse)
		}
	}
	if *breaking.Update && !t.Failed() {
		writeCorpus(t, edits)
	}
	for _, r := range breaking.Rules() {
		for _, d := range []struct {
			name  string
			worst breaking.Effect
		}{{"client", r.Client}, {"server", r.Server}} {
			if d.worst != breaking.None && !seen[r.ID+" "+d.name][d.worst] {
				t.Errorf("no edit of the corpus shows that %s is %s in direction %s", r.ID, d.worst, d.name)
			}
		}
	}
	if len(edits) < 80 || len(breaking.Rules()) < 45 {
		t.Errorf("%d edits and %d rules; there should be more", len(edits), len(breaking.Rules()))
	}
	t.Logf("%d rules, %d edits, %d comparisons, %d messages", len(breaking.Rules()), len(edits), comparisons, o.messages)
}

// An oracle asks the decoders of all edits.
type oracle struct {
	t         *testing.T
	contracts map[string]*contract.Contract // by file and side
	in        *bufio.Writer
	out       *bufio.Scanner
	messages  int
	failures  int
}

// newOracle builds the program, in a module of its own.
func newOracle(t *testing.T, edits []*edit) *oracle {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, content []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	packages := map[string]bool{}
	for _, e := range edits {
		for side, code := range map[string]string{"before": e.before, "after": e.after} {
			write(fmt.Sprintf("%s/%s/e%d.go", e.file, side, e.index), e.source(t, code))
			packages[e.file+"/"+side] = true
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	gosum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write("go.mod", []byte(strings.Replace(string(gomod), "module github.com/wscontract/wscontract\n",
		"module example.com/corpus\n\nrequire github.com/wscontract/wscontract v0.0.0\n\nreplace github.com/wscontract/wscontract => "+root+"\n", 1)))
	write("go.sum", gosum)

	o := &oracle{t: t, contracts: map[string]*contract.Contract{}}
	all, diags, err := load.Contract(t.Context(), load.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var files []emit.File
	if len(diags) == 0 {
		files, diags, err = emit.Emit(all, []string{"go"})
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) > 0 {
		var b strings.Builder
		diags.Print(&b, nil)
		t.Fatalf("the corpus is wrong:\n%s", b.String())
	}
	for _, f := range files {
		if err := os.WriteFile(f.Path, f.Content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var imports, table strings.Builder
	i := 0
	for pkg := range packages {
		path := "example.com/corpus/" + pkg
		o.contracts[pkg] = all.Only(path)
		fmt.Fprintf(&imports, "\tp%d %q\n", i, path)
		fmt.Fprintf(&table, "\tadd(%q, p%d.Validators, p%d.Channels)\n", pkg, i, i)
		i++
	}
	template, err := os.ReadFile("testdata/asked.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	program := strings.Replace(string(template), "\t// imports\n", imports.String(), 1)
	write("main.go", []byte(strings.Replace(program, "\t// packages\n", table.String(), 1)))
	build := exec.Command("go", "build", "-o", "asked.exe", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	run := exec.CommandContext(t.Context(), filepath.Join(dir, "asked.exe"))
	run.Stderr = os.Stderr
	stdin, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		_ = run.Wait()
	})
	o.in, o.out = bufio.NewWriter(stdin), bufio.NewScanner(stdout)
	o.out.Buffer(nil, 64<<20)
	return o
}

// contract returns the part of a contract that is about one edit. Names of
// packages differ between the sides, and are made the same.
func (o *oracle) contract(e *edit, side string) *contract.Contract {
	o.t.Helper()
	all := o.contracts[e.file+"/"+side]
	file := fmt.Sprintf("%s/%s/e%d.go", e.file, side, e.index)
	part := *all
	part.Channels, part.Types = nil, nil
	for _, ch := range all.Channels {
		if ch.Pos.File == file {
			part.Channels = append(part.Channels, ch)
		}
	}
	var roots []*contract.Type
	for _, ch := range part.Channels {
		roots = append(roots, ch.Roots()...)
	}
	part.Types = all.Reach(roots...)
	var text bytes.Buffer
	if err := part.Encode(&text); err != nil {
		o.t.Fatal(err)
	}
	moved, err := contract.Decode(strings.NewReader(strings.ReplaceAll(text.String(), "corpus/"+e.file+"/"+side, "corpus/"+e.file)))
	if err != nil {
		o.t.Fatal(err)
	}
	moved.Sort()
	return moved
}

// check compares two sides, holds the result to execution, and returns it as it
// is written in the corpus.
func (o *oracle) check(e *edit, name, oldSide, newSide string, old, new *contract.Contract, seen map[string]map[breaking.Effect]bool) string {
	o.t.Helper()
	changes := breaking.Compare(old, new)
	harmless := !slices.ContainsFunc(changes, func(c breaking.Change) bool { return c.Effect > breaking.Fine && c.Rule.Unseen == "" })
	if !harmless && old.Fingerprint() == new.Fingerprint() {
		o.failures++
		o.t.Errorf("%s: the fingerprints are the same, but rules find %s", name, spellChanges(changes))
	}
	claims := map[breaking.Direction]string{} // rules that say it breaks
	for _, c := range changes {
		way := "client"
		if c.Direction == breaking.ServerToClient {
			way = "server"
		}
		if seen[c.Rule.ID+" "+way] == nil {
			seen[c.Rule.ID+" "+way] = map[breaking.Effect]bool{}
		}
		seen[c.Rule.ID+" "+way][c.Effect] = true
		if c.Effect == breaking.Breaks && c.Rule.Unseen == "" {
			claims[c.Direction] += c.Rule.ID + " "
		}
	}
	unseen := slices.ContainsFunc(changes, func(c breaking.Change) bool { return c.Rule.Unseen != "" })
	found := map[breaking.Direction]string{} // messages that show that it breaks
	for _, p := range breaking.PairChannels(old.Channels, new.Channels) {
		was, is := p[0], p[1]
		if was == nil {
			continue
		}
		if is == nil || breaking.Route(was) != breaking.Route(is) {
			found[breaking.Connecting] = was.Path
			if slices.ContainsFunc(new.Channels, func(ch *contract.Channel) bool { return breaking.Route(ch) == breaking.Route(was) }) {
				o.t.Errorf("%s: clients of channel %s find another one at %s, with which it was not compared", name, was.Name, was.Path)
			}
		}
		if is == nil {
			continue
		}
		oldAt, newAt := e.file+"/"+oldSide, e.file+"/"+newSide
		if d := breaking.ClientToServer; found[d] == "" {
			found[d] = o.refused(e, old, new, question{oldAt, was.Name, "client"}, question{newAt, is.Name, "client"}, was, is)
		}
		if d := breaking.ClientToServer; found[d] == "" && (was.Params != nil || was.Query != nil || is.Params != nil || is.Query != nil) {
			found[d] = o.refused(e, old, new, question{oldAt, was.Name, "handshake"}, question{newAt, is.Name, "handshake"}, was, is)
		}
		if d := breaking.ServerToClient; found[d] == "" {
			found[d] = o.refused(e, new, old, question{newAt, is.Name, "server"}, question{oldAt, was.Name, "server"}, is, was)
		}
	}
	for _, d := range []breaking.Direction{breaking.Connecting, breaking.ClientToServer, breaking.ServerToClient} {
		switch key := fmt.Sprintf("%s, %s", name, d); {
		case exceptions[key] != "":
		case claims[d] == "" && found[d] != "" && !unseen:
			o.failures++
			o.t.Errorf("%s: no rule says that it breaks, but this is refused: %.300s", key, found[d])
		case claims[d] != "" && found[d] == "":
			o.failures++
			o.t.Errorf("%s: %ssay that it breaks, but no message is refused", key, claims[d])
		}
	}
	return spellChanges(changes)
}

// spellChanges writes changes as in the corpus.
func spellChanges(changes []breaking.Change) string {
	var parts []string
	for _, d := range []struct {
		breaking.Direction
		name string
	}{{breaking.Connecting, "connecting"}, {breaking.ClientToServer, "client"}, {breaking.ServerToClient, "server"}} {
		var ids []string
		for _, c := range changes {
			if c.Direction == d.Direction {
				ids = append(ids, c.Rule.ID+map[breaking.Effect]string{breaking.Fine: "", breaking.Risky: "~", breaking.Breaks: "!"}[c.Effect])
			}
		}
		slices.Sort(ids)
		if len(ids) > 0 {
			parts = append(parts, d.name+": "+strings.Join(ids, " "))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, "; ")
}

// A question is which decoder to ask.
type question struct{ Package, Channel, Way string }

// refused returns a message that the writer's decoder accepts and the reader's
// refuses, or "".
func (o *oracle) refused(e *edit, writer, reader *contract.Contract, writes, reads question, ch, other *contract.Channel) string {
	o.t.Helper()
	m := newMaker(writer, reader, writes.Way != "server")
	var messages []string
	switch writes.Way {
	case "client":
		if ch.ClientToServer == nil {
			return ""
		}
		messages = m.values(ch.ClientToServer, 0)
	case "server":
		if ch.ServerToClient == nil {
			return ""
		}
		messages = m.values(ch.ServerToClient, 0)
	case "handshake":
		m.client = false
		var parts []member
		for name, t := range map[string]*contract.Type{"params": ch.Params, "query": ch.Query} {
			entries := []string{fmt.Sprintf("%q:{}", name)} // the server asks for both, if only one has keys
			if t != nil {
				for _, v := range m.values(t, 0) {
					entries = append(entries, fmt.Sprintf("%q:%s", name, v))
				}
			}
			parts = append(parts, member{entries})
		}
		messages = m.combine(parts, 4000)
	}
	mine := o.accepted(writes, messages)
	if len(mine) == 0 {
		o.failures++
		o.t.Errorf("%s: none of %d messages is one of %v", e.name, len(messages), writes)
		return ""
	}
	if writes.Way != "handshake" {
		t := ch.ClientToServer
		if writes.Way == "server" {
			t = ch.ServerToClient
		}
		for _, message := range m.rich(mine) {
			mine = append(mine, o.accepted(writes, m.varied(t, message))...)
		}
	}
	o.messages += len(mine)
	theirs := slices.Clone(mine)
	if writes.Way == "handshake" {
		theirs = renameSegments(mine, ch, other)
	}
	for i, ok := range o.ask(reads, theirs) {
		if !ok {
			return mine[i]
		}
	}
	return ""
}

// accepted returns those of the messages that a decoder accepts.
func (o *oracle) accepted(q question, messages []string) []string {
	var list []string
	for i, ok := range o.ask(q, messages) {
		if ok {
			list = append(list, messages[i])
		}
	}
	return list
}

// renameSegments gives the parameters of a path the names that they have in
// another channel: a URL has only their values.
func renameSegments(messages []string, from, to *contract.Channel) []string {
	_, was := breaking.Numbered(from.Path)
	_, is := breaking.Numbered(to.Path)
	var pairs []string
	for i := range min(len(was), len(is)) {
		pairs = append(pairs, fmt.Sprintf("%q:", was[i]), fmt.Sprintf("%q:", is[i]))
	}
	renamed := make([]string, len(messages))
	for i, m := range messages {
		renamed[i] = strings.NewReplacer(pairs...).Replace(m)
	}
	return renamed
}

// ask returns which of the messages a decoder accepts.
func (o *oracle) ask(q question, messages []string) []bool {
	o.t.Helper()
	line, err := json.Marshal(struct {
		question
		Messages []string
	}{q, messages})
	if err != nil {
		o.t.Fatal(err)
	}
	o.in.Write(append(line, '\n'))
	if err := o.in.Flush(); err != nil {
		o.t.Fatal(err)
	}
	var answers []bool
	if !o.out.Scan() {
		o.t.Fatal("the program with the decoders has ended", o.out.Err())
	}
	if err := json.Unmarshal(o.out.Bytes(), &answers); err != nil || len(answers) != len(messages) {
		o.t.Fatalf("%v: %s", err, o.out.Bytes())
	}
	return answers
}
