package directiveonimport

//ws:strict
import _ "embed" // want@-1:1 `^ws:strict belongs on a struct type, not on an import`
