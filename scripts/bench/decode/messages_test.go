package decode

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// The messages. Their sizes are those of the table in docs/benchmarks.md.
var (
	flatMessage  = []byte(`{"type":"say","room":"general","text":"Good morning, has anyone seen the logs of tonight?","seq":48151,"urgent":false}`)
	midMessage   = makeMid()
	largeMessage = makeLarge()

	unionTagFirst = []byte(`{"type":"k","text":"Good morning, has anyone seen the logs of tonight?","n":48151}`)
	unionTagLast  = []byte(`{"text":"Good morning, has anyone seen the logs of tonight?","n":48151,"type":"k"}`)
)

func makeMid() []byte {
	var lines []string
	for i := range 8 {
		lines = append(lines, fmt.Sprintf(`{"sku":"SKU-%04d","quantity":%d,"price":%d.%02d,"note":"handle with care"}`, 1000+i*37, i+1, 10*i+3, 17*i%100))
	}
	return compact(`{"id":"ord_01HZX3K9P8","sent":"2026-03-14T15:09:26.535Z","author":{"name":"Grace Hopper","level":42},
		"lines":[` + strings.Join(lines, ",") + `],
		"scores":{"speed":0.981,"price":12.5,"quality":3.14159,"service":99.5,"delivery":0.125},
		"tags":["books","music","garden","kitchen","travel"],"replyTo":"ord_01HZX3K9P7"}`)
}

func makeLarge() []byte {
	var lines []string
	for i := range 260 {
		lines = append(lines, fmt.Sprintf(`{"sku":"SKU-%05d","quantity":%d,"price":%d.%02d,"note":"line number %d"}`, 10000+i*37, i%900+1, 7*i%500, 17*i%100, i))
	}
	return compact(`{"lines":[` + strings.Join(lines, ",") + `]}`)
}

func compact(s string) []byte {
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(s)); err != nil {
		panic(err)
	}
	return b.Bytes()
}
