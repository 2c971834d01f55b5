package judge

import (
	"errors"
	"reflect"

	"github.com/go-playground/validator/v10"
)

var library = validator.New()

// broken returns what go-playground/validator says against a message, or nil.
func broken(v reflect.Value) error {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return complaints(library.Struct(p.Interface()))
}

// keeps reports whether a value keeps the rules of a tag.
func keeps(v reflect.Value, tag string) bool {
	return complaints(library.Var(v.Interface(), tag)) == nil
}

// complaints returns err, which must be about values and not about tags.
func complaints(err error) error {
	var list validator.ValidationErrors
	if err != nil && !errors.As(err, &list) {
		panic(err)
	}
	return err
}
