package report

import (
	"io"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// The part of SARIF 2.1.0 that is written, in the order of the standard. Names
// are its own.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string       `json:"id"`
		ShortDescription *sarifText   `json:"shortDescription,omitempty"`
		Help             *sarifText   `json:"help,omitempty"`
		Default          *sarifConfig `json:"defaultConfiguration,omitempty"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// sarifLevels are what SARIF calls the levels.
var sarifLevels = map[diag.Level]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "note"}

// sarif writes one run. Code scanning counts a rule that a run does not name as
// fixed, so all rules are named, whether they have results or not; codes without
// a description follow.
func (r *Report) sarif(w io.Writer) error {
	driver := sarifDriver{
		Name: "wscontract", Version: r.Version,
		InformationURI: "https://github.com/wscontract/wscontract",
		Rules:          []sarifRule{},
	}
	index := map[string]int{}
	for _, rule := range r.Rules {
		index[rule.ID] = len(driver.Rules)
		described := sarifRule{ID: rule.ID, Default: &sarifConfig{sarifLevels[rule.Level]}}
		if rule.Title != "" {
			described.ShortDescription = &sarifText{Text: rule.Title}
		}
		if rule.Help != "" {
			described.Help = &sarifText{Text: rule.Help, Markdown: rule.Help}
		}
		driver.Rules = append(driver.Rules, described)
	}
	c := &columns{r, map[string][][]byte{}}
	results := make([]sarifResult, 0, len(r.Findings))
	for _, d := range r.Findings {
		if _, ok := index[d.Code]; !ok {
			index[d.Code] = len(driver.Rules)
			driver.Rules = append(driver.Rules, sarifRule{ID: d.Code})
		}
		result := sarifResult{
			RuleID: d.Code, RuleIndex: index[d.Code], Level: sarifLevels[d.Level],
			Message: sarifText{Text: d.Message},
		}
		if d.Pos.File != "" {
			result.Locations = []sarifLocation{{Physical: r.physical(d.Pos, d.End, c)}}
		}
		for i, related := range d.Related {
			if related.Pos.File != "" {
				result.Related = append(result.Related, sarifLocation{
					ID: &i, Physical: r.physical(related.Pos, contract.Position{}, c), Message: &sarifText{Text: related.Message},
				})
			}
		}
		results = append(results, result)
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{Tool: sarifTool{driver}, ColumnKind: "utf16CodeUnits", Results: results}},
	})
}

// physical is a place in a file. A relative path is one below the root of the
// sources.
func (r *Report) physical(pos, end contract.Position, c *columns) sarifPhysical {
	path, below := r.inSource(pos)
	artifact := sarifArtifact{URI: fileURI(path)}
	if below {
		artifact = sarifArtifact{URI: relativeURI(path), URIBaseID: "%SRCROOT%"}
	}
	p := sarifPhysical{Artifact: artifact}
	if pos.Line > 0 {
		p.Region = &sarifRegion{StartLine: pos.Line, StartColumn: c.of(pos), EndLine: end.Line, EndColumn: c.of(end)}
	}
	return p
}
