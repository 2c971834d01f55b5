package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A baseline is what contracts are compared with.
type baseline struct {
	name  string // as the user wrote it
	parts []*basePart
}

// A basePart is the contract of one package.
type basePart struct {
	contract *contract.Contract
	err      error  // why there is no contract
	path     string // of the package; "" when there is no contract
	dir      string // of the package, absolute; "" when it is not known
	// source returns the Go files of the package at that time, by the names that
	// positions shall have; nil when the contract has its positions.
	source func(context.Context) (map[string][]byte, error)
}

// openBaseline reads the contract that name means: that of a file, or that of a
// commit.
func openBaseline(ctx context.Context, name, dir string) (*baseline, error) {
	r, err := findCommit(ctx, name, dir)
	switch {
	case err != nil:
		return nil, err
	case r == nil:
		return readBaseline(name)
	}
	parts, err := r.locks(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the contract of %s: %w", name, err)
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("%s has no %s to compare with; it is written by generate since a later version of wscontract: compare with a commit that has it, or check %s out, save what list -json prints there, and name that file",
			name, contract.LockFile, name)
	}
	return &baseline{name, parts}, nil
}

// findCommit returns the repository around dir at the commit that name means, or
// nil when name means a file. One that could be either is an error: what a
// program is called when it is built may well be the name of a branch.
func findCommit(ctx context.Context, name, dir string) (*repository, error) {
	info, err := os.Stat(name)
	isFile := err == nil && info.Mode().IsRegular()
	r := &repository{dir: dir}
	top, err := r.git(ctx, nil, "rev-parse", "--show-toplevel")
	switch {
	case err != nil && isFile:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s is no file, and there is no git repository here with such a commit; name a file, or run this in the repository: %w", name, err)
	}
	r.top = strings.TrimSuffix(string(top), "\n")
	commit, err := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	r.commit = strings.TrimSpace(string(commit))
	switch {
	case err != nil && isFile:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s is neither a file nor a commit that git knows here; for a branch of a remote, run git fetch first", name)
	case isFile:
		return nil, fmt.Errorf("%s is both a file and a commit; write ./%s for the file, or %s~0 for the commit", name, name, name)
	}
	return r, nil
}

// baselineState returns what an openBaseline of today would read: the commit, or
// the content of the file.
func baselineState(ctx context.Context, name, dir string) (string, error) {
	r, err := findCommit(ctx, name, dir)
	switch {
	case err != nil:
		return "", err
	case r == nil:
		content, err := os.ReadFile(name)
		return fmt.Sprintf("file %x", sha256.Sum256(content)), err
	}
	return "commit " + r.commit + " in " + r.top, nil
}

// readBaseline reads a saved contract, which may be of several packages.
func readBaseline(name string) (*baseline, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, err := contract.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(c.Packages) == 0 {
		return nil, fmt.Errorf("%s has no channels to compare with", name)
	}
	b := &baseline{name: name}
	for _, p := range c.Packages {
		b.parts = append(b.parts, &basePart{contract: c.Only(p.Path), path: p.Path})
	}
	return b, nil
}

// A repository is a git repository at a commit.
type repository struct{ dir, top, commit string }

// git runs git and returns what it prints.
func (r *repository) git(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Stdin = r.dir, stdin
	if r.top != "" {
		cmd.Dir = r.top
	}
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		return nil, fmt.Errorf("git %s: %s", args[0], bytes.TrimSpace(exit.Stderr))
	}
	return out, err
}

// locks returns the contracts of all lock files of the commit. One that cannot be
// read may be of no package that is compared.
func (r *repository) locks(ctx context.Context) ([]*basePart, error) {
	names, err := r.list(ctx, func(name string) bool { return path.Base(name) == contract.LockFile }, "-r", r.commit)
	if err != nil {
		return nil, err
	}
	contents, err := r.read(ctx, names)
	if err != nil {
		return nil, err
	}
	var parts []*basePart
	for _, name := range names {
		dir := path.Dir(name)
		part := &basePart{
			dir:    filepath.Join(r.top, filepath.FromSlash(dir)),
			source: func(ctx context.Context) (map[string][]byte, error) { return r.source(ctx, dir) },
		}
		switch c, err := contract.Decode(bytes.NewReader(contents[name])); {
		case err != nil:
			part.err = fmt.Errorf("%s: %w", name, err)
		case len(c.Packages) != 1:
			part.err = fmt.Errorf("%s has the contracts of %d packages, and a lock file has that of one", name, len(c.Packages))
		default:
			part.contract, part.path = c, c.Packages[0].Path
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// source returns the Go files of a directory of the commit, by their paths in
// the work tree.
func (r *repository) source(ctx context.Context, dir string) (map[string][]byte, error) {
	names, err := r.list(ctx, func(name string) bool {
		return path.Ext(name) == ".go" && !strings.HasSuffix(name, ".gen.go") && !strings.HasSuffix(name, "_test.go")
	}, "--", r.commit, strings.TrimPrefix(dir+"/", "./"))
	if err != nil {
		return nil, err
	}
	contents, err := r.read(ctx, names)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, content := range contents {
		files[filepath.Join(r.top, filepath.FromSlash(name))] = content
	}
	return files, nil
}

// list returns the names of files of the commit, relative to its top.
func (r *repository) list(ctx context.Context, wanted func(name string) bool, args ...string) ([]string, error) {
	args = append([]string{"ls-tree", "--full-tree", "--name-only", "-z"}, args...)
	if args[len(args)-1] == "" {
		args = args[:len(args)-1] // the top directory
	}
	out, err := r.git(ctx, nil, args...)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range strings.Split(string(out), "\x00") {
		if name != "" && wanted(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// read returns the contents of files of the commit, with one run of git.
func (r *repository) read(ctx context.Context, names []string) (map[string][]byte, error) {
	var in strings.Builder
	for _, name := range names {
		if strings.Contains(name, "\n") {
			return nil, fmt.Errorf("%q: a file with a line break in its name cannot be read from git", name)
		}
		fmt.Fprintf(&in, "%s:%s\n", r.commit, name)
	}
	out, err := r.git(ctx, strings.NewReader(in.String()), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	b := bufio.NewReader(bytes.NewReader(out))
	for _, name := range names {
		header, err := b.ReadString('\n')
		if err != nil {
			return nil, err
		}
		var object, kind string
		var size int
		if _, err := fmt.Sscan(header, &object, &kind, &size); err != nil || kind != "blob" {
			return nil, fmt.Errorf("git cannot read %s: %s", name, strings.TrimSpace(header))
		}
		content := make([]byte, size+1)
		if _, err := io.ReadFull(b, content); err != nil {
			return nil, err
		}
		files[name] = content[:size]
	}
	return files, nil
}
