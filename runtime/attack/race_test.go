//go:build race

package attack_test

func init() { raced = true }
