package casekeys

//ws:channel keys
type Chan struct {
	ServerToClient Event
}

type Event struct {
	ID    string `json:"id"`
	Other string `json:"ID"` // want `^the keys "id" and "ID" differ only in case; rename one of them$`
	Inner struct {
		A string `json:"name"`
		B string `json:"Name"` // want `"name" and "Name"`
	} `json:"inner"`
}
