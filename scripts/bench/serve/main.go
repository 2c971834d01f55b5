// Serve measures servers beside each other: this project's runtime and other
// libraries, each as its own documentation shows it, under the same client.
//
//	serve [-rounds N] [-short] [-only NAMES] [-profile DIR]
//
// The measurements are those of the list in measure.go. Each server is a
// process of its own; the client is another one, and the same for all. In a
// round, each measurement goes through all peers, so that what else the machine
// does touches all of them alike, and the medians of the rounds count. In
// brackets stands how many times the value of the first row that is.
//
// It needs Linux: the client waits with epoll, and memory is what /proc says.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

func main() {
	if name := os.Getenv(envPeer); name != "" {
		serve(name)
		return
	}
	log.SetFlags(0)
	log.SetPrefix("serve: ")
	rounds := flag.Int("rounds", 5, "how often everything is measured")
	quick := flag.Bool("short", false, "a few seconds for all, to see that it works")
	only := flag.String("only", "", "measure only these, and only these peers: `names` or beginnings of them, with commas")
	profile := flag.String("profile", "", "write profiles of the servers' processors to a `directory`")
	flag.Parse()
	s := full
	if *quick {
		s, *rounds = short, 1
	}
	results := chosen(strings.FieldsFunc(*only, func(r rune) bool { return r == ',' }))
	for round := range *rounds {
		for _, r := range results {
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round+1, *rounds, r.name)
			if err := r.round(s, *profile); err != nil {
				log.Fatal(err)
			}
		}
	}
	for _, r := range results {
		r.print(os.Stdout)
	}
}

// A result is a measurement with what came out: for each peer and column, a
// value of each round.
type result struct {
	measurement
	values [][][]float64
}

// chosen returns the measurements whose names begin with one of the given
// ones, with the peers whose names do. Where none does, that is all of them.
func chosen(names []string) []*result {
	starts := func(s string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(s, name) })
	}
	all := !slices.ContainsFunc(measurements, func(m measurement) bool { return starts(m.name) })
	everyone := !slices.ContainsFunc(peers, func(p peer) bool { return starts(p.name) })
	var results []*result
	for _, m := range measurements {
		if !all && !starts(m.name) {
			continue
		}
		m.peers = slices.DeleteFunc(slices.Clone(m.peers), func(p peer) bool { return !everyone && !starts(p.name) })
		r := &result{measurement: m, values: make([][][]float64, len(m.peers))}
		for i := range r.values {
			r.values[i] = make([][]float64, len(m.columns))
		}
		results = append(results, r)
	}
	return results
}

// round measures every peer once.
func (r *result) round(s size, profile string) error {
	for i, p := range r.peers {
		var env []string
		if profile != "" {
			env = []string{envProfile + "=" + filepath.Join(profile, strings.ReplaceAll(r.name+"-"+p.name, "/", "-")+".pprof")}
		}
		values, err := r.run(p, s, env...)
		if err != nil {
			return err
		}
		for j, v := range values {
			r.values[i][j] = append(r.values[i][j], v)
		}
	}
	return nil
}

// print prints the medians as a table.
func (r *result) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\n%s", r.name)
	for _, c := range r.columns {
		fmt.Fprintf(w, "\t%s", c.name)
	}
	for i, p := range r.peers {
		fmt.Fprintf(w, "\n%s", p.name)
		for j, c := range r.columns {
			v := median(r.values[i][j])
			fmt.Fprintf(w, "\t"+c.format+" (%.2f)", v, v/median(r.values[0][j]))
		}
	}
	fmt.Fprintln(w)
	w.Flush()
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
