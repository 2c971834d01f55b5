// Measure compares commands: how long each takes, as a ratio to the first one,
// and how much memory.
//
//	measure [-dir DIR] [-runs N] NAME PREPARE COMMAND [NAME PREPARE COMMAND…]
//
// PREPARE, if not empty, brings about the state that COMMAND starts from, and
// is not measured; both are given to sh. The commands take turns, so that what
// else the machine does touches all of them alike, and the median counts.
//
// The times are printed with their quartiles, and with the time that all
// processors together were busy. Memory is the resident set of the largest
// process among the command and those it started.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"
)

// A subject is one command that is measured.
type subject struct {
	name, prepare, command string

	times, busy []time.Duration
	peak        int64 // in KiB
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("measure: ")
	dir := flag.String("dir", ".", "the `directory` in which the commands run")
	runs := flag.Int("runs", 7, "how often each runs, after one run that does not count")
	flag.Parse()
	args := flag.Args()
	if len(args) == 0 || len(args)%3 != 0 || *runs < 1 {
		flag.Usage()
		os.Exit(2)
	}
	var subjects []*subject
	for a := range slices.Chunk(args, 3) {
		subjects = append(subjects, &subject{name: a[0], prepare: a[1], command: a[2]})
	}
	for run := range *runs + 1 {
		for _, s := range subjects {
			if err := s.run(*dir, run > 0); err != nil {
				log.Fatal(err)
			}
		}
	}
	report(subjects)
}

// run runs the command once, and remembers how it went if that counts.
func (s *subject) run(dir string, counts bool) error {
	if s.prepare != "" {
		if _, err := sh(dir, s.prepare); err != nil {
			return fmt.Errorf("preparing %s: %w", s.name, err)
		}
	}
	start := time.Now()
	state, err := sh(dir, s.command)
	took := time.Since(start)
	if err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	if counts {
		s.times = append(s.times, took)
		s.busy = append(s.busy, state.UserTime()+state.SystemTime())
		s.peak = max(s.peak, state.SysUsage().(*syscall.Rusage).Maxrss)
	}
	return nil
}

// sh runs a command line in dir.
func sh(dir, line string) (*os.ProcessState, error) {
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	err := cmd.Run()
	return cmd.ProcessState, err
}

// report prints a line for each subject.
func report(subjects []*subject) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tmedian\tquartiles\tratio\tbusy\tmemory")
	for _, s := range subjects {
		fmt.Fprintf(w, "%s\t%.3f s\t%.3f–%.3f s\t%.2f\t%.3f s\t%d MiB\n", s.name,
			quartile(s.times, 2), quartile(s.times, 1), quartile(s.times, 3),
			quartile(s.times, 2)/quartile(subjects[0].times, 2), quartile(s.busy, 2), s.peak/1024)
	}
	w.Flush()
}

// quartile returns the nth quartile of times, in seconds.
func quartile(times []time.Duration, n int) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)-1)*n/4].Seconds()
}
