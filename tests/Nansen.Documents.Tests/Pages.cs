using SkiaSharp;

namespace Nansen.Documents.Tests;

internal static class Pages
{
    public static DocumentPage Certificate(Seal seal) => new()
    {
        Number = "A00000017",
        Title = "Asylum-seeker certificate",
        SecondTitle = "Свидетельство лица, ищущего убежище",
        Issuer = ["State of Utopia · Migration Service", "Государство Утопия · Миграционная служба"],
        IssuedAt = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
        Fields =
        [
            new("Family name", "SPECIMEN") { SecondLabel = "Фамилия", SecondValue = "نمونه" },
            new("Given names", "LEYLA") { SecondLabel = "Имя", SecondValue = "ليلى" },
            new("In other letters", "Лейла · Լեյլա · ლეილა · ليلى") { SecondLabel = "Другим письмом" },
            new("Date of birth", "05.03.1991") { SecondLabel = "Дата рождения" },
            new("Sex", "F") { SecondLabel = "Пол" },
            new("Certificate number", "A00000017") { SecondLabel = "Номер" },
            new("Valid until", "01.03.2027") { SecondLabel = "Действительно до" },
        ],
        Photo = Photo(),
        Notes =
        [
            "The holder has asked for asylum and may stay while the application is examined. This certificate is not proof of identity for other purposes.",
            "Владелец обратился за убежищем и может находиться в стране, пока рассматривается ходатайство.",
        ],
        Zone = SpecimenState.Zone,
        Symbol = DataMatrix.Encode(seal.Bytes.Span),
        Watermark = "SPECIMEN",
    };

    private static byte[] Photo()
    {
        using var picture = new SKBitmap(350, 450, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(picture);
        using var paint = new SKPaint { Color = new SKColor(90, 110, 140), IsAntialias = true };
        canvas.Clear(new SKColor(225, 230, 235));
        canvas.DrawCircle(175, 170, 80, paint);
        canvas.DrawOval(175, 420, 150, 150, paint);
        return picture.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
