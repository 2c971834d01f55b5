package directiveonfield

type Event struct {
	//ws:message say
	Say *string // want@-1:2 `^ws:message belongs on a struct type, not on a field; move it above the type, or say it in the field's tag$`

	//ws:strict

	Text string // want@-2:2 `^ws:strict belongs on a struct type, in its doc comment; move it above the type that is meant$`
}

type Method interface {
	//ws:message m
	m() // want@-1:2 `^ws:message belongs on a struct type, not on a method`
}
