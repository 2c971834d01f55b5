package contract

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func lockOf(t *testing.T, c *Contract, path string) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.EncodeLock(&b, path, "Code generated"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestLockFileKeepsTheContract: what is read back is what was written, but for
// the positions, and says the same on the wire.
func TestLockFileKeepsTheContract(t *testing.T) {
	c := sample()
	path := c.Packages[0].Path
	text := lockOf(t, c, path)
	read, err := Decode(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if again := lockOf(t, read, path); again != text {
		t.Errorf("a lock file that was read back is written as\n%s\nwant\n%s", again, text)
	}
	if got, want := read.FingerprintOf(path), c.FingerprintOf(path); got != want {
		t.Errorf("the fingerprint is %s, was %s", got, want)
	}
	if strings.Contains(text, `"pos"`) {
		t.Error("the lock file has positions")
	}
}

// TestLockFileIsTheSameWhenLinesMove: a comment above a contract does not make
// its lock file stale.
func TestLockFileIsTheSameWhenLinesMove(t *testing.T) {
	c := sample()
	before := lockOf(t, c, c.Packages[0].Path)
	var moved Contract
	if err := json.Unmarshal([]byte(encoded(t, c)), &moved); err != nil {
		t.Fatal(err)
	}
	for _, n := range moved.Types {
		n.Pos.Line += 10
	}
	for _, ch := range moved.Channels {
		ch.Pos.Line += 10
	}
	if after := lockOf(t, &moved, c.Packages[0].Path); after != before {
		t.Error("the lock file has changed")
	}
	if len(encoded(t, c)) == len(before) || c.Channels[0].Pos.Line == 0 {
		t.Error("writing the lock file has changed the contract")
	}
}

// TestLockFileHasWhatThePackageReaches and nothing of other packages.
func TestLockFileHasWhatThePackageReaches(t *testing.T) {
	c := sample()
	c.Types = append(c.Types, &Named{ID: "example.com/other.T", Package: "example.com/other", PackageName: "other", Name: "T"})
	c.Sort()
	if strings.Contains(lockOf(t, c, c.Packages[0].Path), "example.com/other.T") {
		t.Error("the lock file has a type that no channel reaches")
	}
}
