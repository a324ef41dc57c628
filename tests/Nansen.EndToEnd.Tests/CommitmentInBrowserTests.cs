namespace Nansen.EndToEnd.Tests;

/// <summary>An NGO says what it sees under a commitment; the focal point answers; everybody reads both.</summary>
[Collection("browser")]
public class CommitmentInBrowserTests(Utopia utopia)
{
    private static readonly Viewing English = Viewing.In("en");

    [Fact]
    public async Task A_submission_is_published_with_the_reply_to_it()
    {
        const string Text = "At night nobody at the north gate speaks Dari. People wait until morning in the open.";
        const string Reply = "From 1 April two interpreters are on call at night; the duty list hangs in the post.";
        await using (var partner = await Officer.SignInAsync(utopia, English, "ngo_partner"))
        {
            await partner.GoAsync("/commitments/C16");
            await partner.FollowAsync("$='/submissions/new'");
            await partner.FillAsync(("about.title", "Interpreters at night"), ("about.organisation", "Open Door Utopia"), ("about.submission_text", Text));
            await partner.PictureAsync("submission");
            await partner.DoneAsync();
            await partner.SeesAsync(Text);
        }

        await using (var focal = await Officer.SignInAsync(utopia, English, "focal_point"))
        {
            await focal.GoAsync("/commitments/C16");
            await focal.FollowAsync("*='/submissions/'");
            await focal.FillAsync(("about.reply", Reply), ("outcome", "take_up"));
            await focal.PictureAsync("submission-answer");
            await focal.DoneAsync();
        }

        await using var reader = await Officer.AnonymousAsync(utopia, English);
        await reader.GoAsync("/commitments/C16");
        await reader.SeesAsync(Text);
        await reader.SeesAsync(Reply);
        await reader.HasAsync("main a[href*='/submissions/']", 0);
        await reader.PictureAsync("submission-published", "#submissions");
    }
}
