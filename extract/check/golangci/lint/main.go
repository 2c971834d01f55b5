// Lint is golangci-lint with the plugin of wscontract, as golangci-lint custom
// builds it. scripts/golangci tries the plugin with it.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/wscontract/wscontract/extract/check/golangci"
)

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: "custom", Commit: "none", Date: "unknown"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
