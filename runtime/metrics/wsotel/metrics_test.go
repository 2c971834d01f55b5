package wsotel_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/metrics/wsotel"
)

// measured makes a server do something of everything, and returns what was
// measured: by instrument and attributes, how much or how often.
func measured(t *testing.T, views ...metric.View) (values map[string]int64, scopes []metricdata.ScopeMetrics) {
	t.Helper()
	reader := metric.NewManualReader()
	provider := metric.NewMeterProvider(metric.WithReader(reader), metric.WithView(views...))
	m := wsotel.NewMetrics(provider)
	behave(t, runtime.Options{Metrics: m})
	m.Dropped("chat", 3, runtime.DroppedSlow)
	var all metricdata.ResourceMetrics
	if err := reader.Collect(t.Context(), &all); err != nil {
		t.Fatal(err)
	}
	values = map[string]int64{}
	for _, scope := range all.ScopeMetrics {
		for _, instrument := range scope.Metrics {
			add := func(set attribute.Set, n int64) {
				values[instrument.Name+" "+set.Encoded(attribute.DefaultEncoder())] += n
			}
			switch data := instrument.Data.(type) {
			case metricdata.Sum[int64]:
				for _, p := range data.DataPoints {
					add(p.Attributes, p.Value)
				}
			case metricdata.Histogram[int64]:
				for _, p := range data.DataPoints {
					add(p.Attributes, int64(p.Count))
				}
			case metricdata.Histogram[float64]:
				for _, p := range data.DataPoints {
					add(p.Attributes, int64(p.Count))
				}
			default:
				t.Errorf("%s is a %T", instrument.Name, data)
			}
		}
	}
	return values, all.ScopeMetrics
}

func TestServerIsMeasured(t *testing.T) {
	values, _ := measured(t)
	for series, want := range map[string]int64{
		"wscontract.server.active_connections wscontract.channel=chat":                                                                                0,
		"wscontract.server.connection.opened wscontract.channel=chat":                                                                                 1,
		"wscontract.server.connection.duration wscontract.channel=chat,wscontract.close.code=1011,wscontract.close.side=server,wscontract.slow=false": 1,
		"wscontract.server.handshake.refused wscontract.channel=chat,wscontract.reason=origin":                                                        1,
		"wscontract.server.message.duration wscontract.channel=chat,wscontract.outcome=handled":                                                       1,
		"wscontract.server.message.duration wscontract.channel=chat,wscontract.outcome=invalid":                                                       1,
		"wscontract.server.message.duration wscontract.channel=chat,wscontract.outcome=failed":                                                        2,
		"wscontract.server.message.duration wscontract.channel=chat,wscontract.outcome=panicked":                                                      1,
		"wscontract.server.message.size wscontract.channel=chat":                                                                                      5,
		"wscontract.server.message.delivered wscontract.channel=chat":                                                                                 4,
		"wscontract.server.message.dropped wscontract.channel=chat,wscontract.reason=close":                                                           3,
		"wscontract.server.broadcast.recipients wscontract.channel=chat":                                                                              1,
		"wscontract.server.panic wscontract.channel=chat,wscontract.where=OnMessage":                                                                  1,
	} {
		if got, ok := values[series]; got != want || !ok {
			t.Errorf("%s: %d (%v), want %d", series, got, ok, want)
		}
	}
	for _, series := range []string{"wscontract.server.ping.duration wscontract.channel=chat", "wscontract.server.write.size wscontract.channel=chat"} {
		if values[series] == 0 {
			t.Errorf("%s is not measured", series)
		}
	}
}

// The package comment lists the instruments, their units and attributes.
func TestDocumentationListsTheInstruments(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	comment, _, _ := strings.Cut(string(source), "# Traces")
	_, scopes := measured(t)
	if len(scopes) != 1 || scopes[0].Scope.Name != "github.com/wscontract/wscontract/runtime/metrics/wsotel" {
		t.Fatalf("scopes: %v", scopes)
	}
	if listed := strings.Count(comment, "//\twscontract.server."); listed != len(scopes[0].Metrics) {
		t.Errorf("%d instruments are listed, there are %d", listed, len(scopes[0].Metrics))
	}
	for _, instrument := range scopes[0].Metrics {
		_, rest, ok := strings.Cut(comment, "//\t"+instrument.Name+" ")
		line, _, _ := strings.Cut(rest, "\n")
		if fields := strings.Fields(line); !ok || fields[0] != instrument.Unit {
			t.Errorf("%s in %s is not listed", instrument.Name, instrument.Unit)
		}
	}
	values, _ := measured(t)
	for series := range values {
		name, attributes, _ := strings.Cut(series, " ")
		_, rest, _ := strings.Cut(comment, "//\t"+name+" ")
		line, _, _ := strings.Cut(rest, "\n")
		for pair := range strings.SplitSeq(attributes, ",") {
			if key, _, _ := strings.Cut(pair, "="); key != "wscontract.channel" && !strings.Contains(line, key) {
				t.Errorf("%s: attribute %s is not listed", name, key)
			}
		}
	}
}

func TestViewsChooseWhatIsKept(t *testing.T) {
	values, _ := measured(t,
		metric.NewView(metric.Instrument{Name: "wscontract.server.message.size"}, metric.Stream{Aggregation: metric.AggregationDrop{}}),
		metric.NewView(metric.Instrument{Name: "wscontract.server.connection.duration"}, metric.Stream{
			AttributeFilter: attribute.NewAllowKeysFilter("wscontract.channel"),
		}))
	if _, ok := values["wscontract.server.message.size wscontract.channel=chat"]; ok {
		t.Error("the instrument that a view drops is there")
	}
	if values["wscontract.server.connection.duration wscontract.channel=chat"] != 1 {
		t.Error("the attributes that a view drops are there")
	}
}

// A message costs one Received and one Delivered.
func BenchmarkMessage(b *testing.B) {
	m := wsotel.NewMetrics(metric.NewMeterProvider(metric.WithReader(metric.NewManualReader())))
	receipt := runtime.Receipt{Bytes: 115, Outcome: runtime.OutcomeHandled, Took: 3 * time.Microsecond}
	b.ReportAllocs()
	for b.Loop() {
		m.Received("chat", receipt)
		m.Delivered("chat", 1, 117)
	}
}
