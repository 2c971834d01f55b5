// Package real holds the emitted decoders and encoders against encoding/json/v2,
// on the types and the messages of APIs that other people made.
//
// What a message is, is said twice: once by the contracts in the directories
// beside this file, which wscontract turns into code, and once by the tests here, which
// read the same Go types by reflection. The two must agree on every sample and on
// every mutant of a sample.
package real

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wscontract/wscontract/runtime"
)

func TestSamplesMeanWhatTheyMeanToV2(t *testing.T) {
	accepted := map[string]int{}
	for _, s := range sides {
		t.Run(s.api+"/"+s.name, func(t *testing.T) {
			for i, message := range s.samples(t) {
				v, ok := compare(t, s, message)
				if !ok {
					continue
				}
				accepted[s.api]++
				written, err := s.append(nil, v)
				if err != nil {
					t.Errorf("line %d: writing what was read: %v", i+1, err)
					continue
				}
				checkWritten(t, s, v, written, i+1)
			}
		})
	}
	for _, s := range sides {
		if accepted[s.api] == 0 {
			t.Errorf("no message of %s was accepted", s.api)
		}
	}
}

// checkWritten holds what the encoder wrote of v against what v2 writes, and
// reads it again. (The value need not be v: of a pointer to an empty string with
// omitempty, v2 writes nothing.)
func checkWritten(t *testing.T, s side, v any, written []byte, line int) {
	t.Helper()
	want, err := v2.encode(v)
	if err != nil {
		t.Fatalf("line %d: the reference cannot write what it read: %v", line, err)
	}
	got, err := canonical(written)
	if err != nil {
		t.Errorf("line %d: wrote what is not JSON: %v\n%s", line, err, written)
		return
	}
	if !bytes.Equal(got, want) {
		t.Errorf("line %d: wrote\n%s\nv2 writes\n%s", line, got, want)
	}
	if _, ok := compare(t, s, written); !ok {
		t.Errorf("line %d: what was written is refused\n%s", line, written)
	}
}

func TestMutantsAreRefusedWhereV2AndTheTableRefuse(t *testing.T) {
	for _, s := range sides {
		t.Run(s.api+"/"+s.name, func(t *testing.T) {
			t.Parallel()
			refused, total := 0, 0
			for i, message := range s.samples(t) {
				for m := range mutants(message) {
					total++
					if _, ok := compare(t, s, m.data); !ok {
						refused++
						checkPlace(t, s, m)
					}
					if t.Failed() {
						t.Fatalf("line %d, mutant: %s", i+1, m.what)
					}
				}
			}
			t.Logf("%d of %d mutants refused", refused, total)
			if refused == 0 {
				t.Error("no mutant was refused")
			}
		})
	}
}

// checkPlace checks that a mutant which v2 refuses for the kind of a value is
// refused there: at the value, or at one around it that is read as a whole.
func checkPlace(t *testing.T, s side, m mutant) {
	t.Helper()
	if _, err := v2.decode(s.typ, m.data); err == nil || !m.kind {
		return
	}
	_, err := s.decode(m.data)
	var refused *runtime.ValidationError
	if !errors.As(err, &refused) {
		t.Errorf("not a *runtime.ValidationError: %v", err)
		return
	}
	for _, f := range refused.Findings {
		if f.Path == m.path || strings.HasPrefix(m.path, f.Path+"/") {
			return
		}
	}
	if !refused.Truncated {
		t.Errorf("no finding at %q, only %v\n%s", m.path, refused, m.data)
	}
}

// compare reads the message with the emitted decoder and with v2, and tells
// whether both accepted it. They must agree on the verdict and on the value, and the
// findings must be those of the table, also those of the channel with required=all.
func compare(t *testing.T, s side, message []byte) (any, bool) {
	t.Helper()
	got, err := s.decode(message)
	if (s.validate(message) == nil) != (err == nil) {
		t.Errorf("Validate and Decode disagree on\n%s", message)
	}
	checkOther(t, s, message, err)
	want, refErr := v2.decode(s.typ, message)
	if refErr != nil {
		if err == nil {
			t.Errorf("accepted, and v2 says: %v\n%s", refErr, message)
		}
		return nil, false
	}
	if s.strict != nil {
		all := &judge{all: true}
		all.value("", s.typ, message)
		checkFindings(t, s.strict(message), all.breaches, message)
	}
	j := &judge{all: s.all}
	j.value("", s.typ, message)
	checkFindings(t, err, j.breaches, message)
	if err != nil || len(j.breaches) > 0 {
		return nil, false
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read another value than v2:\n%s\n%s", cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })), message)
	}
	return got, true
}

// checkFindings holds the findings against the breaches of the table.
func checkFindings(t *testing.T, err error, breaches []breach, message []byte) {
	t.Helper()
	var findings []breach
	var refused *runtime.ValidationError
	if errors.As(err, &refused) {
		for _, f := range refused.Findings {
			findings = append(findings, breach(f.Path+": "+f.Code))
		}
	} else if err != nil {
		t.Errorf("not a *runtime.ValidationError: %v", err)
	}
	slices.Sort(findings)
	slices.Sort(breaches)
	if refused != nil && refused.Truncated {
		for _, f := range findings {
			if !slices.Contains(breaches, f) {
				t.Errorf("found %s, which the table does not\n%s", f, message)
			}
		}
		return
	}
	if !slices.Equal(findings, breaches) {
		t.Errorf("found\n%s\nthe table says\n%s\n%s", lines(findings), lines(breaches), message)
	}
}

func lines(list []breach) string {
	var b strings.Builder
	for _, l := range list {
		b.WriteString("\t" + string(l) + "\n")
	}
	return b.String()
}
