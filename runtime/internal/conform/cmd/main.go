// Cmd asks servers the questions of package conform. Each server sends back
// every message; scripts/conform starts some and runs this:
//
//	cmd [flags] NAME=URL...
//
// It exits with 1 when a server does something that neither the case wants or
// tolerates nor the file of known differences explains.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path"
	"strings"

	"github.com/wscontract/wscontract/runtime/internal/conform"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("conform: ")
	maxMessage := flag.Int("max", 0, "largest message that the servers take, in `bytes`")
	deflate := flag.Bool("deflate", false, "the servers agree to compression")
	subprotocol := flag.String("subprotocol", "", "a subprotocol that the servers know")
	slow := flag.Bool("slow", false, "ask all again, byte by byte")
	known := flag.String("known", "", "`file` of known differences: lines of NAME, pattern of case ids, reason")
	html := flag.String("html", "", "write a report for people to this `file`")
	data := flag.String("json", "", "write a report for programs to this `file`")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("nobody is asked; give NAME=URL of a server")
	}
	differences, err := readDifferences(*known)
	if err != nil {
		log.Fatal(err)
	}
	var report conform.Report
	failed := false
	for _, arg := range flag.Args() {
		name, url, ok := strings.Cut(arg, "=")
		if !ok {
			log.Fatalf("%q is not NAME=URL", arg)
		}
		for _, byByte := range []bool{false, true} {
			if byByte && !*slow {
				continue
			}
			to := conform.Target{Name: name, URL: url, MaxMessage: *maxMessage, Deflate: *deflate, Subprotocol: *subprotocol, Slow: byByte}
			run := conform.NewRunReport(to, conform.Run(context.Background(), to, conform.Cases(to)))
			report.Runs = append(report.Runs, run)
			failed = !summarize(os.Stdout, &run, differences) || failed
		}
	}
	for _, d := range differences {
		if !d.used && runs(&report, d.server) {
			fmt.Printf("%s: %s is no difference any more; take it out of %s\n", d.server, d.pattern, *known)
			failed = true
		}
	}
	write(*html, report.WriteHTML)
	write(*data, report.WriteJSON)
	if failed {
		os.Exit(1)
	}
}

// summarize prints the counts of a run, and what nobody has explained. It
// reports whether that is nothing.
func summarize(w io.Writer, run *conform.RunReport, differences []*difference) bool {
	name := run.Target.Name
	explained := 0
	var open []conform.Result
	for _, r := range run.Results {
		if r.Verdict != conform.Differs {
			continue
		}
		if explain(differences, name, r.ID) {
			explained++
		} else {
			open = append(open, r)
		}
	}
	how := ""
	if run.Target.Slow {
		how = ", byte by byte"
	}
	fmt.Fprintf(w, "%-24s %d cases: %d passed, %d tolerated, %d known differences, %d not applicable, %d unexplained\n", name+how,
		len(run.Results), run.Counts[conform.Passed], run.Counts[conform.Tolerated], explained, run.Counts[conform.NotApplicable], len(open))
	for i, r := range open {
		if i == 20 {
			fmt.Fprintf(w, "  and %d more\n", len(open)-i)
			break
		}
		fmt.Fprintf(w, "  %s (%s): %s\n    sent %.200q\n    got %.200v\n", r.ID, r.Section, r.Why, r.Sent, r.Got.String())
	}
	return len(open) == 0
}

// A difference is a line of the file of known differences.
type difference struct {
	server, pattern, reason string
	used                    bool
}

func readDifferences(file string) ([]*difference, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []*difference
	scanner := bufio.NewScanner(f)
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		server, rest, _ := strings.Cut(line, " ")
		pattern, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if reason = strings.TrimSpace(reason); reason == "" {
			return nil, fmt.Errorf("%s:%d: want a server, a pattern of case ids and a reason", file, n)
		}
		if _, err := path.Match(pattern, ""); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		list = append(list, &difference{server: server, pattern: pattern, reason: reason})
	}
	return list, scanner.Err()
}

// explain reports whether a difference is known, and notes that it was needed.
func explain(list []*difference, server, id string) bool {
	found := false
	for _, d := range list {
		if ok, _ := path.Match(d.pattern, id); ok && d.server == server { // the pattern is in order
			d.used, found = true, true
		}
	}
	return found
}

// runs reports whether a server was asked.
func runs(report *conform.Report, server string) bool {
	for _, run := range report.Runs {
		if run.Target.Name == server {
			return true
		}
	}
	return false
}

func write(file string, to func(io.Writer) error) {
	if file == "" {
		return
	}
	f, err := os.Create(file)
	if err != nil {
		log.Fatal(err)
	}
	if err := to(f); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
