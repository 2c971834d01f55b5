package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// megabyte is the unit of the report.
const megabyte = 1 << 20

// report prints what happened, and reports whether everything is in order.
func report(samples []sample, crowd []*outcome) (ok bool) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer out.Flush()
	ok = true
	check := func(good bool, what string, args ...any) {
		verdict := "ok"
		if !good {
			verdict, ok = "FAILED", false
		}
		fmt.Fprintf(out, "%s\t%s\n", verdict, fmt.Sprintf(what, args...))
	}

	fmt.Fprintln(out, "client\tvisits\tmay end with\tended otherwise")
	unexplained := 0
	for _, o := range crowd {
		var other []string
		for _, end := range slices.Sorted(maps.Keys(o.unexplained)) {
			other = append(other, fmt.Sprintf("%d × %s", o.unexplained[end], end))
			unexplained += o.unexplained[end]
		}
		fmt.Fprintf(out, "%s\t%d\t%d\t%s\n", o.name, o.visits, o.codes, strings.Join(other, "; "))
	}
	fmt.Fprintln(out)
	if len(samples) == 0 || !samples[len(samples)-1].Over {
		check(false, "the server has not ended by itself")
		return ok
	}
	last := samples[len(samples)-1]
	fmt.Fprintln(out, "minute\tRSS MB\theap MB\tgoroutines\tconnections\tdelivered\tdropped")
	step := max(1, len(samples)/10)
	for i := step - 1; i < len(samples)-1; i += step {
		s := samples[i]
		fmt.Fprintf(out, "%.1f\t%.1f\t%.1f\t%d\t%d\t%d\t%d\n", s.At.Minutes(), float64(s.RSS)/megabyte, float64(s.Heap)/megabyte,
			s.Goroutines, s.Books.Stats.Connections, s.Books.Stats.Delivered, s.Books.Stats.Dropped)
	}
	fmt.Fprintln(out)

	b := last.Books
	check(unexplained == 0, "every end is explained; %d are not", unexplained)
	check(b.Opened == b.Closed && uint64(b.Opened) == b.Stats.Opened, "opened %d, closed %d, Stats say %d; by code %v", b.Opened, b.Closed, b.Stats.Opened, b.Codes)
	check(b.Stats.Sent == b.Stats.Delivered+b.Stats.Dropped, "sent %d = delivered %d + dropped %d", b.Stats.Sent, b.Stats.Delivered, b.Stats.Dropped)
	check(uint64(b.Delivered) == b.Stats.Delivered && uint64(b.Lost) == b.Stats.Dropped, "metrics agree: %d and %d", b.Delivered, b.Lost)
	check(b.Stats.Connections == 0 && last.Goroutines <= restGoroutines, "at the end %d connections and %d goroutines are left", b.Stats.Connections, last.Goroutines)

	// What comes before is the crowd's arrival, and memory that the first of each
	// kind of trouble costs once. In less than some minutes chance has a slope, too.
	steady := samples[:len(samples)-1]
	steady = steady[len(steady)/5:]
	if len(steady) < 200 {
		fmt.Fprintf(out, "-\t%d s are too short to judge growth\n", len(samples))
		return ok
	}
	memory := slope(steady, func(s sample) int { return s.RSS }) / megabyte
	check(memory < 1, "RSS grows by %.2f MB a minute", memory)
	goroutines := slope(steady, func(s sample) int { return s.Goroutines })
	check(goroutines < float64(*clients)/100, "goroutines grow by %.1f a minute", goroutines)
	return ok
}

// slope is how much a value grows in a minute, by the line of least squares.
func slope(samples []sample, of func(sample) int) float64 {
	var n, x, y, xx, xy float64
	for _, s := range samples {
		at, value := float64(s.At)/float64(time.Minute), float64(of(s))
		n, x, y, xx, xy = n+1, x+at, y+value, xx+at*at, xy+at*value
	}
	return (n*xy - x*y) / (n*xx - x*x)
}
