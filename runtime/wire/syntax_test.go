package wire_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/wscontract/wscontract/runtime/wire"
)

var updateSyntax = flag.Bool("update-syntax", false, "write the verdicts in testdata/syntax.txt anew")

const syntaxFile = "testdata/syntax.txt"

// stricter are the texts that RFC 8259 has accepted, and that both refuse, as
// documented: keys are unique.
var stricter = []string{"y_object_duplicated_key", "y_object_duplicated_key_and_value"}

// TestSyntaxCorpus holds Skip and encoding/json/v2 to a table of texts in the
// categories of the JSONTestSuite: names with y_ must be accepted and those with
// n_ refused, by RFC 8259; those with i_ are left to the implementation. The
// verdicts of both are recorded.
func TestSyntaxCorpus(t *testing.T) {
	table, err := os.ReadFile(syntaxFile)
	if err != nil {
		t.Fatal(err)
	}
	var now bytes.Buffer
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			now.WriteString(line)
			continue
		}
		var name, recorded, recordedV2 string
		if _, err := fmt.Sscan(line, &name, &recorded, &recordedV2); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		text, err := strconv.Unquote(strings.TrimSpace(line[strings.Index(line, `"`):]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := wire.NewDecoder([]byte(text))
		d.Skip()
		ours := verdict(d.Finish())
		theirs := verdict(jsonv2.Unmarshal([]byte(text), new(jsontext.Value)))
		fmt.Fprintf(&now, "%-50s %s %s %q\n", name, ours, theirs, text)
		if *updateSyntax {
			continue
		}
		if ours != recorded || theirs != recordedV2 {
			t.Errorf("%s: ours says %s and json/v2 %s; recorded are %s and %s", name, ours, theirs, recorded, recordedV2)
		}
		strict := strings.Contains(strings.Join(stricter, " ")+" ", name+" ")
		if want := name[0] == 'y' && !strict; name[0] != 'i' && want != (ours == "accept") {
			t.Errorf("%s: %s", name, ours)
		}
	}
	if *updateSyntax {
		if err := os.WriteFile(syntaxFile, now.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func verdict(err error) string {
	if err != nil {
		return "refuse"
	}
	return "accept"
}
