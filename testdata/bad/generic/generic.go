package generic

//ws:channel
type Chat struct {
	ServerToClient Page[func()]
	ClientToServer Page[Item]
}

type Page[T any] struct {
	Items []T // want:2 `^channel Chat: Page.Items\[\]: a function cannot stand in JSON`
	Next  *Page[T]
}

type Item struct{ N int }
