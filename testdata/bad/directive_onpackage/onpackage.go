//ws:channel
package directiveonpackage // want@-1:1 `^ws:channel belongs on a struct type, not on a package; move it above the type that is meant$`
