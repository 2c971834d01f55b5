package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/wscontract/wscontract/extract/diag"
)

// commands are the workflow commands of the levels.
var commands = map[diag.Level]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "notice"}

// What may not stand in the message of a workflow command, and in its
// properties, where colons and commas separate.
var (
	escapeMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// github writes workflow commands:
//
//	::error file=chat/chat.go,line=12,col=2,title=field-removed::message
//
// A command has room for one place; the related ones are further lines of the
// message.
func (r *Report) github(w io.Writer) error {
	var b strings.Builder
	for _, d := range r.Findings {
		var properties []string
		add := func(name, value string) {
			properties = append(properties, name+"="+escapeProperty.Replace(value))
		}
		if d.Pos.File != "" {
			file, _ := r.inSource(d.Pos)
			add("file", file)
		}
		for _, p := range []struct {
			name  string
			value int
		}{{"line", d.Pos.Line}, {"endLine", d.End.Line}, {"col", d.Pos.Column}} {
			if p.value > 0 {
				add(p.name, fmt.Sprint(p.value))
			}
		}
		if d.Code != "" {
			add("title", d.Code)
		}
		message := d.Message
		for _, related := range d.Related {
			message += fmt.Sprintf("\n%s: %s", r.place(related.Pos), related.Message)
		}
		fmt.Fprintf(&b, "::%s", commands[d.Level])
		if len(properties) > 0 {
			b.WriteString(" " + strings.Join(properties, ","))
		}
		fmt.Fprintf(&b, "::%s\n", escapeMessage.Replace(message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
