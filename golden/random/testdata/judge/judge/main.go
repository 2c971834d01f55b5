// Package judge holds emitted decoders and encoders of random types to other
// people's code and to reflection, none of which knows the contract:
//
//	encoding/json/v2          what is JSON for the type, its value, its text
//	the table of this package presence and null, enums, unions, strict, Validate
//	go-playground/validator   the rules, on the value
//
// A message is accepted exactly when none of them refuses it.
package judge

import (
	"bytes"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"reflect"
	"time"
)

// Main is the main function of a program that judges random packages.
func Main() {
	count := flag.Int("n", 1000, "messages of each endpoint")
	seed := flag.Uint64("seed", 0, "only the package of this seed")
	only := flag.String("endpoint", "", "only this endpoint, such as C0.ClientToServer")
	message := flag.String("message", "", "judge only this message")
	limit := flag.Duration("for", time.Minute, "stop after this time")
	flag.Parse()
	start := time.Now()

	var total, accepted int
	types := map[reflect.Type]bool{}
	failed := false
	for i, e := range endpoints {
		if *seed != 0 && e.seed != *seed || *only != "" && e.name != *only {
			continue
		}
		reaches(e.typ, func(t reflect.Type) bool { types[t] = true; return false })
		if *message != "" {
			fmt.Printf("seed %d, %s (%v): ", e.seed, e.name, e.typ)
			if _, complaint := e.judge([]byte(*message)); complaint != "" {
				fmt.Println(complaint)
				failed = true
			} else {
				fmt.Println("agreed")
			}
			continue
		}
		n, ok, report := e.run(*count, start.Add(*limit*time.Duration(i+1)/time.Duration(len(endpoints))))
		total += n
		accepted += ok
		if report != "" {
			fmt.Print(report)
			failed = true
		}
	}
	fmt.Printf("%d endpoints, %d types, %d messages, %d of them accepted\n", len(endpoints), len(types), total, accepted)
	if failed {
		os.Exit(1)
	}
}

// run judges random messages, valid ones and mutants, until there are enough or
// the time is over, or until one shows a disagreement. That is reported, with the message made as small as possible.
func (e *endpoint) run(count int, end time.Time) (total, accepted int, report string) {
	h := fnv.New64()
	h.Write([]byte(e.name))
	m := newMaker(e.seed, h.Sum64())
	for total < count && (total == 0 || time.Now().Before(end)) {
		message, err := marshal(m.message(e.typ))
		if err != nil {
			panic(fmt.Sprintf("json/v2 does not write a value of %v: %v", e.typ, err))
		}
		for i := range 12 {
			data := message
			if i > 0 {
				data = m.mutant(message)
			}
			total++
			ok, complaint := e.try(data)
			if ok {
				accepted++
			}
			if complaint != "" {
				data, complaint = e.shrink(data, complaint)
				return total, accepted, fmt.Sprintf("seed %d, %s (%v): %s\n\tmessage: %q\n", e.seed, e.name, e.typ, complaint, data)
			}
		}
	}
	return total, accepted, ""
}

// try is judge, and takes a panic for a complaint.
func (e *endpoint) try(data []byte) (ok bool, complaint string) {
	defer func() {
		if r := recover(); r != nil {
			ok, complaint = false, fmt.Sprintf("panic\n\t%v", r)
		}
	}()
	return e.judge(data)
}

// shrink takes members and elements away as long as there is a complaint of the
// same kind.
func (e *endpoint) shrink(data []byte, complaint string) ([]byte, string) {
	kind := func(s string) string { return s[:bytes.IndexByte([]byte(s+"\n"), '\n')] }
	for tries := 0; tries < 300; {
		smaller := false
		list, err := safeSpans(data)
		if err != nil {
			break
		}
		for _, s := range list {
			tries++
			candidate := without(data, s)
			if len(candidate) == 0 {
				continue
			}
			if _, c := e.try(candidate); c != "" && kind(c) == kind(complaint) {
				data, complaint, smaller = candidate, c, true
				break
			}
		}
		if !smaller {
			break
		}
	}
	return data, complaint
}

// safeSpans is spans for what may be no JSON.
func safeSpans(data []byte) (list []span, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return spans(data), nil
}
