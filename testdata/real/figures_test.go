package real

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

var update = flag.Bool("update", false, "write the table in README.md anew")

// The table stands between these lines of README.md.
const (
	tableBegin = "<!-- table: scripts/real -update -->\n"
	tableEnd   = "<!-- end of table -->\n"
)

// TestReadmeTellsTheFigures counts what each rule of presence refuses of the
// samples, and holds the table in README.md to the result.
func TestReadmeTellsTheFigures(t *testing.T) {
	var b strings.Builder
	b.WriteString("| API | channel | messages | v2 refuses | `required=tagged` refuses | for null | for a missing key | `required=all` refuses | for null | for a missing key |\n")
	b.WriteString("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, s := range sides {
		messages := s.samples(t)
		v2Refuses := 0
		for _, m := range messages {
			if _, err := v2.decode(s.typ, m); err != nil {
				v2Refuses++
			}
		}
		tagged, all := s.validate, s.strict
		if s.all {
			tagged, all = nil, s.validate
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %s | %s |\n", s.api, s.name, len(messages), v2Refuses,
			refusals(messages, tagged), refusals(messages, all))
	}
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(data), tableBegin)
	table, after, ends := strings.Cut(rest, tableEnd)
	if !begins || !ends {
		t.Fatal("README.md has no table")
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(before+tableBegin+b.String()+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != b.String() {
		t.Errorf("the table in README.md is out of date; run scripts/real -update. It should be\n%s", b.String())
	}
}

// refusals counts the messages that are refused, and those among them with a
// finding for null and for a missing key.
func refusals(messages [][]byte, validate func([]byte) error) string {
	if validate == nil {
		return "– | – | –"
	}
	var refused, null, missing int
	for _, m := range messages {
		var err *runtime.ValidationError
		if !errors.As(validate(m), &err) {
			continue
		}
		refused++
		codes := map[string]bool{}
		for _, f := range err.Findings {
			codes[f.Code] = true
		}
		if codes["null"] {
			null++
		}
		if codes["required"] {
			missing++
		}
	}
	return fmt.Sprintf("%d | %d | %d", refused, null, missing)
}
