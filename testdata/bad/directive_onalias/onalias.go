package directiveonalias

//ws:strict
type Other = Event // want@-1:1 `^ws:strict belongs on a struct type, not on an alias; move it to the type that Other stands for$`

type Event struct{}
