package directiveongroup

//ws:strict
type ( // want@-1:1 `^ws:strict belongs on a struct type, not on a group of types; move it above the type that is meant$`
	A struct{}
	B struct{}
)
