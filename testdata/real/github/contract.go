// Package github is a contract over the webhook types of
// github.com/google/go-github: the deliveries of a GitHub app, relayed to a
// client over a WebSocket instead of posted to a public address.
//
// The types are not ours. They are pointers nearly everywhere, tag nearly
// everything with omitempty, embed nothing, and read times with a codec of their
// own. The name of an event stands in a header of the HTTP request and not in its
// body, so the union of events is an envelope: the name beside the payload.
package github

import "github.com/google/go-github/v74/github"

// Deliveries is what a relay passes on.
//
// ws:channel deliveries path=/github/{hook} required=tagged max-size=25MiB
type Deliveries struct {
	Params struct {
		Hook int64 `path:"hook"`
	}
	ServerToClient Delivery
}

// StrictDeliveries are the same, with every field required that is not tagged
// as optional. It is here to measure that rule on real messages.
//
// ws:channel deliveries-strict required=all
type StrictDeliveries struct {
	ServerToClient Delivery
}

// A Delivery is one event, with the name of its kind beside it.
//
// ws:union tag=name content=payload
type Delivery struct {
	// ID is the value of the header X-GitHub-Delivery.
	ID string `json:"id" ws:"required" validate:"required"`

	BranchProtectionRule         *github.BranchProtectionRuleEvent         `ws:"branch_protection_rule"`
	CheckRun                     *github.CheckRunEvent                     `ws:"check_run"`
	CheckSuite                   *github.CheckSuiteEvent                   `ws:"check_suite"`
	CodeScanningAlert            *github.CodeScanningAlertEvent            `ws:"code_scanning_alert"`
	CommitComment                *github.CommitCommentEvent                `ws:"commit_comment"`
	Create                       *github.CreateEvent                       `ws:"create"`
	Delete                       *github.DeleteEvent                       `ws:"delete"`
	DependabotAlert              *github.DependabotAlertEvent              `ws:"dependabot_alert"`
	DeployKey                    *github.DeployKeyEvent                    `ws:"deploy_key"`
	Deployment                   *github.DeploymentEvent                   `ws:"deployment"`
	DeploymentReview             *github.DeploymentReviewEvent             `ws:"deployment_review"`
	DeploymentStatus             *github.DeploymentStatusEvent             `ws:"deployment_status"`
	Discussion                   *github.DiscussionEvent                   `ws:"discussion"`
	DiscussionComment            *github.DiscussionCommentEvent            `ws:"discussion_comment"`
	Fork                         *github.ForkEvent                         `ws:"fork"`
	GitHubAppAuthorization       *github.GitHubAppAuthorizationEvent       `ws:"github_app_authorization"`
	Gollum                       *github.GollumEvent                       `ws:"gollum"`
	Installation                 *github.InstallationEvent                 `ws:"installation"`
	InstallationRepositories     *github.InstallationRepositoriesEvent     `ws:"installation_repositories"`
	IssueComment                 *github.IssueCommentEvent                 `ws:"issue_comment"`
	Issues                       *github.IssuesEvent                       `ws:"issues"`
	Label                        *github.LabelEvent                        `ws:"label"`
	MarketplacePurchase          *github.MarketplacePurchaseEvent          `ws:"marketplace_purchase"`
	Member                       *github.MemberEvent                       `ws:"member"`
	Membership                   *github.MembershipEvent                   `ws:"membership"`
	MergeGroup                   *github.MergeGroupEvent                   `ws:"merge_group"`
	Meta                         *github.MetaEvent                         `ws:"meta"`
	Milestone                    *github.MilestoneEvent                    `ws:"milestone"`
	Organization                 *github.OrganizationEvent                 `ws:"organization"`
	OrgBlock                     *github.OrgBlockEvent                     `ws:"org_block"`
	Package                      *github.PackageEvent                      `ws:"package"`
	PageBuild                    *github.PageBuildEvent                    `ws:"page_build"`
	Ping                         *github.PingEvent                         `ws:"ping"`
	ProjectV2Item                *github.ProjectV2ItemEvent                `ws:"projects_v2_item"`
	Public                       *github.PublicEvent                       `ws:"public"`
	PullRequest                  *github.PullRequestEvent                  `ws:"pull_request"`
	PullRequestReview            *github.PullRequestReviewEvent            `ws:"pull_request_review"`
	PullRequestReviewComment     *github.PullRequestReviewCommentEvent     `ws:"pull_request_review_comment"`
	PullRequestReviewThread      *github.PullRequestReviewThreadEvent      `ws:"pull_request_review_thread"`
	Push                         *github.PushEvent                         `ws:"push"`
	Release                      *github.ReleaseEvent                      `ws:"release"`
	RepositoryDispatch           *github.RepositoryDispatchEvent           `ws:"repository_dispatch"`
	Repository                   *github.RepositoryEvent                   `ws:"repository"`
	RepositoryImport             *github.RepositoryImportEvent             `ws:"repository_import"`
	RepositoryVulnerabilityAlert *github.RepositoryVulnerabilityAlertEvent `ws:"repository_vulnerability_alert"`
	SecurityAdvisory             *github.SecurityAdvisoryEvent             `ws:"security_advisory"`
	Sponsorship                  *github.SponsorshipEvent                  `ws:"sponsorship"`
	Star                         *github.StarEvent                         `ws:"star"`
	Status                       *github.StatusEvent                       `ws:"status"`
	Team                         *github.TeamEvent                         `ws:"team"`
	TeamAdd                      *github.TeamAddEvent                      `ws:"team_add"`
	Watch                        *github.WatchEvent                        `ws:"watch"`
	WorkflowDispatch             *github.WorkflowDispatchEvent             `ws:"workflow_dispatch"`
	WorkflowJob                  *github.WorkflowJobEvent                  `ws:"workflow_job"`
	WorkflowRun                  *github.WorkflowRunEvent                  `ws:"workflow_run"`
}
