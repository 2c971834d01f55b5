package wire_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A program whose contract has no any in it must not be larger by the whole of
// encoding/json/v2, of which nothing but a few variables may be left.
func TestProgramsWithoutAnyAreLinkedWithoutJSONv2(t *testing.T) {
	if testing.Short() {
		t.Skip("it links two programs")
	}
	if experiment := os.Getenv("GOEXPERIMENT"); strings.Contains(experiment, "jsonv2") {
		t.Skip("encoding/json itself is made of it with GOEXPERIMENT=" + experiment)
	}
	for program, want := range map[string]bool{"plain": false, "any": true} {
		binary := filepath.Join(t.TempDir(), "program.exe")
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "./testdata/"+program).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		symbols, err := exec.CommandContext(t.Context(), "go", "tool", "nm", binary).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(symbols), "go-json-experiment/json.marshalEncode"); got != want {
			t.Errorf("%s: that encoding/json/v2 is linked is %v, want %v", program, got, want)
		}
	}
}
