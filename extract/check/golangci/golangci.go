// Package golangci makes the analyzers of wscontract a linter of golangci-lint,
// version 2, as a module plugin. Build a golangci-lint that has it with the file
// .custom-gcl.yml
//
//	version: v2.15.0
//	plugins:
//	  - module: github.com/wscontract/wscontract/extract/check/golangci
//	    version: latest
//
// and golangci-lint custom, and switch it on in .golangci.yml:
//
//	version: "2"
//	linters:
//	  enable:
//	    - wscontract
//	  settings:
//	    custom:
//	      wscontract:
//	        type: module
//	        description: contracts of WebSocket APIs, and the code that serves them
//	        settings:
//	          disable: [int64]
//
// This is a module of its own so that nobody else downloads what it needs.
package golangci

import (
	"fmt"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/check"
)

func init() { register.Plugin("wscontract", New) }

// Settings are what .golangci.yml may say.
type Settings struct {
	// Enable names the analyzers to run; without it all run.
	Enable []string `json:"enable"`
	// Disable names analyzers not to run.
	Disable []string `json:"disable"`
	// Flags are set on the analyzers, such as int64.int: "true".
	Flags map[string]string `json:"flags"`
}

// New makes the linter with settings from .golangci.yml. A name that is none of
// an analyzer is an error.
func New(raw any) (register.LinterPlugin, error) {
	settings, err := register.DecodeSettings[Settings](raw)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Concat(settings.Enable, settings.Disable) {
		if check.Lookup(name) == nil {
			return nil, fmt.Errorf("wscontract has no analyzer %q", name)
		}
	}
	for name, value := range settings.Flags {
		if err := check.SetFlag(name, value); err != nil {
			return nil, err
		}
	}
	return plugin(settings), nil
}

type plugin Settings

// BuildAnalyzers returns the analyzers that are to run.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var list []*analysis.Analyzer
	for _, a := range check.Analyzers {
		if (len(p.Enable) == 0 || slices.Contains(p.Enable, a.Name)) && !slices.Contains(p.Disable, a.Name) {
			list = append(list, a)
		}
	}
	return list, nil
}

// GetLoadMode says that analyzers need types.
func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
