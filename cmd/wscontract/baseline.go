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
	parts []basePart
}

// A basePart is the contract of one package.
type basePart struct {
	contract *contract.Contract
	dir      string // of the package, absolute; "" when it is not known
	// source returns the Go files of the package at that time, by the names that
	// positions shall have; nil when the contract has its positions.
	source func(context.Context) (map[string][]byte, error)
}

// openBaseline reads the contract that name means: that of a file, else that of
// a commit. Commits are those of the repository around dir.
func openBaseline(ctx context.Context, name, dir string) (*baseline, error) {
	if isBaselineFile(name) {
		return readBaseline(name)
	}
	r, err := findCommit(ctx, name, dir)
	if err != nil {
		return nil, err
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

// isBaselineFile reports whether name means a file, and not a commit.
func isBaselineFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// findCommit returns the repository around dir at the commit that name means.
func findCommit(ctx context.Context, name, dir string) (*repository, error) {
	r := &repository{dir: dir}
	top, err := r.git(ctx, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("%s is no file, and there is no git repository here with such a commit; name a file, or run this in the repository: %w", name, err)
	}
	r.top = strings.TrimSpace(string(top))
	commit, err := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s is neither a file nor a commit that git knows here; for a branch of a remote, run git fetch first", name)
	}
	r.commit = strings.TrimSpace(string(commit))
	return r, nil
}

// baselineState returns what an openBaseline of today would read: the commit, or
// the content of the file.
func baselineState(ctx context.Context, name, dir string) (string, error) {
	if isBaselineFile(name) {
		content, err := os.ReadFile(name)
		return fmt.Sprintf("file %x", sha256.Sum256(content)), err
	}
	r, err := findCommit(ctx, name, dir)
	if err != nil {
		return "", err
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
	b := &baseline{name: name}
	for _, p := range c.Packages {
		b.parts = append(b.parts, basePart{contract: c.Only(p.Path)})
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

// locks returns the contracts of all lock files of the commit.
func (r *repository) locks(ctx context.Context) ([]basePart, error) {
	names, err := r.list(ctx, func(name string) bool { return path.Base(name) == contract.LockFile }, "-r", r.commit)
	if err != nil {
		return nil, err
	}
	contents, err := r.read(ctx, names)
	if err != nil {
		return nil, err
	}
	var parts []basePart
	for _, name := range names {
		c, err := contract.Decode(bytes.NewReader(contents[name]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(c.Packages) != 1 {
			return nil, fmt.Errorf("%s has the contracts of %d packages, and a lock file has that of one", name, len(c.Packages))
		}
		dir := path.Dir(name)
		parts = append(parts, basePart{
			contract: c,
			dir:      filepath.Join(r.top, filepath.FromSlash(dir)),
			source:   func(ctx context.Context) (map[string][]byte, error) { return r.source(ctx, dir) },
		})
	}
	return parts, nil
}

// source returns the Go files of a directory of the commit, by their paths in
// the work tree.
func (r *repository) source(ctx context.Context, dir string) (map[string][]byte, error) {
	names, err := r.list(ctx, func(name string) bool {
		return path.Ext(name) == ".go" && !strings.HasSuffix(name, ".gen.go") && !strings.HasSuffix(name, "_test.go")
	}, r.commit, strings.TrimPrefix(dir+"/", "./"))
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

// selectFrom returns the parts of a baseline that the patterns mean: those of
// packages that have channels now, and those of directories that match.
func (b *comparing) selectFrom(base *baseline, c *contract.Contract) ([]basePart, error) {
	dir, err := filepath.Abs(b.dir)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // as git spells it
	}
	patterns := b.patterns
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	var selected []basePart
	for _, part := range base.parts {
		pkg := part.contract.Packages[0].Path
		is := c.Package(pkg) != nil
		for _, pattern := range patterns {
			is = is || matches(pattern, dir, part.dir, pkg)
		}
		if is {
			selected = append(selected, part)
		}
	}
	return selected, nil
}

// matches reports whether a pattern of the go command means the package in a
// directory, which need not exist any more. Where the directory is not known, a
// pattern with "..." means every package.
func matches(pattern, from, dir, pkg string) bool {
	relative := pattern == "." || pattern == ".." || strings.HasPrefix(pattern, "./") || strings.HasPrefix(pattern, "../") || filepath.IsAbs(pattern)
	name := pkg
	if relative {
		if dir == "" {
			return strings.HasSuffix(pattern, "...")
		}
		if !filepath.IsAbs(pattern) {
			pattern = filepath.Join(from, pattern)
		}
		pattern, name = filepath.ToSlash(pattern), filepath.ToSlash(dir)
	}
	if prefix, ok := strings.CutSuffix(pattern, "/..."); ok {
		return name == prefix || strings.HasPrefix(name, prefix+"/")
	}
	return pattern == "all" || pattern == "..." || name == pattern
}
