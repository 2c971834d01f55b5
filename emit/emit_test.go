package emit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/contract"
)

// chat is a contract with one channel in one package in dir.
func chat(dir string) *contract.Contract {
	return &contract.Contract{
		Packages: []*contract.Package{{Path: "example.com/chat", Name: "chat", Files: []string{"chat.go"}, Dir: dir}},
		Channels: []*contract.Channel{{
			Name: "chat", Package: "example.com/chat", Go: "Chat", GoPackage: "example.com/chat", Path: "/ws/chat",
			ServerToClient: &contract.Type{Kind: contract.String},
		}},
	}
}

func TestEmitReturnsTheFilesOfThePackage(t *testing.T) {
	files, diags, err := emit.Emit(chat("dir"), nil)
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	if want := []string{"dir/ws_channels.gen.go", "dir/ws_contract.lock.json", "dir/ws_route_table.gen.go", "dir/ws_validators.gen.go"}; !slices.Equal(paths, want) {
		t.Errorf("got %v, want %v", paths, want)
	}
}

func TestEmitWithoutChannelsReturnsNothing(t *testing.T) {
	c := chat("dir")
	c.Channels = nil
	files, diags, err := emit.Emit(c, nil)
	if len(files) > 0 || len(diags) > 0 || err != nil {
		t.Errorf("got %v, %v, %v", files, diags, err)
	}
}

func TestEmitWithADiagnosticReturnsNoFiles(t *testing.T) {
	c := chat("dir")
	c.Packages[0].Decls = map[string]contract.Position{"Channels": {File: "chat.go", Line: 3, Column: 6}}
	files, diags, err := emit.Emit(c, []string{"go"})
	if len(files) > 0 || err != nil {
		t.Errorf("got %d files, %v", len(files), err)
	}
	if len(diags) != 1 || diags[0].Pos.Line != 3 {
		t.Errorf("got diagnostics %v, want one in line 3", diags)
	}
}

func TestUnknownEmitterIsAnErrorThatNamesTheKnownOnes(t *testing.T) {
	_, _, err := emit.Emit(chat("dir"), []string{"go", "rust"})
	if err == nil || !strings.Contains(err.Error(), `"rust"`) || !strings.Contains(err.Error(), "go") {
		t.Errorf("got %v", err)
	}
}

func TestEmittersAreDocumentedAndOwnTheirFiles(t *testing.T) {
	owner := map[string]string{}
	for _, e := range emit.Emitters() {
		if e.Name == "" || e.Doc == "" || len(e.Files) == 0 {
			t.Errorf("emitter %q has no name, doc or files", e.Name)
		}
		for _, name := range e.Files {
			if other, ok := owner[name]; ok {
				t.Errorf("%s is written by %s and by %s", name, other, e.Name)
			}
			owner[name] = e.Name
		}
	}
}
