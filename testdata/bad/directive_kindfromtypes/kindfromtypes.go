package directivekindfromtypes

import "time"

//ws:strict
type Month time.Month // want@-1:1 `^ws:strict belongs on a struct type, and Month is a named integer type$`

//ws:enum
type When time.Time // want@-1:1 `^ws:enum belongs on a named string type or a named integer type, and When is a struct type$`
