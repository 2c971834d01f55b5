package golangci

import (
	"slices"
	"testing"

	"github.com/golangci/plugin-module-register/register"
)

// names are the analyzers that the plugin named wscontract has with some settings.
func names(t *testing.T, settings any) []string {
	t.Helper()
	newPlugin, err := register.GetPlugin("wscontract")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(settings)
	if err != nil {
		t.Fatal(err)
	}
	analyzers, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", mode)
	}
	var list []string
	for _, a := range analyzers {
		list = append(list, a.Name)
	}
	return list
}

func TestSettingsChooseAnalyzers(t *testing.T) {
	all := names(t, nil)
	if !slices.Contains(all, "contract") || !slices.Contains(all, "int64") {
		t.Errorf("without settings: %q", all)
	}
	without := names(t, map[string]any{"disable": []string{"int64"}})
	if len(without) != len(all)-1 || slices.Contains(without, "int64") {
		t.Errorf("without int64: %q", without)
	}
	if only := names(t, map[string]any{"enable": []string{"stale", "any"}}); !slices.Equal(only, []string{"any", "stale"}) {
		t.Errorf("only two: %q", only)
	}
	if set := names(t, map[string]any{"flags": map[string]string{"int64.int": "false"}}); len(set) != len(all) {
		t.Errorf("with a flag: %q", set)
	}
}

func TestWrongSettingsAreErrors(t *testing.T) {
	for _, settings := range []any{
		map[string]any{"disable": []string{"int46"}},
		map[string]any{"enabled": []string{"int64"}},
		map[string]any{"flags": map[string]string{"int64.uint": "true"}},
		map[string]any{"flags": map[string]string{"int64.int": "perhaps"}},
		map[string]any{"flags": map[string]string{"int64": "true"}},
	} {
		if _, err := New(settings); err == nil {
			t.Errorf("%v is accepted", settings)
		}
	}
}
