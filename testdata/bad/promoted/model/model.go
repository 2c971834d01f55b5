package model

type Event struct {
	base
	Name string `json:"outer"`
}

type base struct {
	Name string `json:"inner"` // want:2 `^channel Chat: Event.Name: code outside of package model cannot reach the field Name of the embedded base, because the name is taken around it; rename one, or export base$`
	ID   int
}
