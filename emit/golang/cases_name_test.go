package golang_test

var nameCases []testCase
